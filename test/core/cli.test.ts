import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { verifyZip } from '#core/exports/verify-zip.ts';
import { plainDraw, plainOrganization } from '#sandbox/plain.ts';
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts';
import { cliRunner, type RunCommand } from '#test/cli-runner.ts';
import { northlight } from '#test/northlight.ts';

/** The demo's portraits are kept in the cache folder, which must not be the tester's own. */
vi.hoisted(() => {
  process.env['XDG_CACHE_HOME'] = `${process.env['TMPDIR'] ?? '/tmp'}/headshot-desk-test-cache`;
});

const KEY = 'canary-key-4711-never-shown';
const ROOT = join(import.meta.dirname, '../..');
const NODE = join(ROOT, 'node_modules/.bin/node');
const ENTRY = join(ROOT, 'src/cli/headshot-desk.ts');

let folder: string;
let library: string;
let to: string;
let sandbox: Sandbox;
let run: RunCommand;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headshot-desk-cli-'));
  library = join(folder, 'library');
  to = join(folder, 'zips');
  await use();
});
afterEach(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

/** Starts a sandbox in place of the last one: 6 people, 3 teams, 4 photos each by default. */
async function use(options: Partial<Parameters<typeof startSandbox>[0]> = {}): Promise<void> {
  await sandbox?.close();
  sandbox = await startSandbox({
    seed: plainOrganization({ people: 6, photosPerPerson: 4, unfinished: 3 }),
    draw: plainDraw(),
    rateLimit: 100_000,
    apiKey: KEY,
    ...options,
  });
  run = cliRunner(sandbox, library);
}

async function filesBelow(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((it) => it.isFile()).map((it) => join(it.parentPath, it.name));
}

async function leftOvers(): Promise<string[]> {
  return (await filesBelow(folder)).filter((path) => /\.part\b|\.tmp\b/.test(path));
}

const sha256 = async (path: string) =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');

describe('connect', () => {
  it('checks the key, makes the library and says what is next', async () => {
    const { status, stdout } = await run('connect');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Connected to Plain & Sons \(100 credits\)\./);
    expect(stdout).toContain(library);
    expect(stdout).toMatch(/The key is not stored/);
    expect(sandbox.stats().apiRequests).toBe(2);
  });

  it('--json', async () => {
    const { json, status } = await run('connect --json');
    expect(status).toBe(0);
    expect(json).toEqual({
      organization: {
        uid: sandbox.organization.uid,
        name: 'Plain & Sons',
        website: 'https://plain.example',
      },
      credits: 100,
      library: join(library, sandbox.organization.uid),
    });
  });

  it('takes the key from standard input', async () => {
    const result = await run('connect --api-key-stdin', { key: null, stdin: `${KEY}\n` });
    expect(result.status).toBe(0);
  });

  it('without a key says where to get one: 2', async () => {
    const { status, stderr, json } = await run('connect --json', { key: null });
    expect(status).toBe(2);
    expect(stderr).toMatch(/HEADSHOTPRO_API_KEY.*--api-key-stdin.*Admin Dashboard > API/);
    expect(json).toMatchObject({ error: { code: 'key_missing' } });
  });

  it('with a refused key: 3', async () => {
    const { status, stderr, stdout } = await run('connect', { key: 'wrong' });
    expect(status).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/refused the API key. Make a new one/);
  });

  it('where the API is not there: 6', async () => {
    await sandbox.close();
    const { status, stderr } = await run('connect');
    expect(status).toBe(6);
    expect(stderr).toMatch(/could not be reached.*Check the network/);
    await use();
  }, 30_000);

  it('with a key of another organization than the one that is named: 3', async () => {
    const { status, stderr } = await run("connect --organization 'Acme'");
    expect(status).toBe(3);
    expect(stderr).toMatch(/belongs to Plain & Sons .*, not to “Acme”/);
    expect(existsSync(library)).toBe(false);
  });
});

describe('sync', () => {
  it('mirrors the organization and counts what it has', async () => {
    const { status, stdout, stderr } = await run('sync');
    expect(status).toBe(0);
    expect(stdout).toBe('Plain & Sons: 9 people, 6 ready, 24 photos, 0 on disk.\n');
    expect(stderr).toMatch(/Reading photo lists: 6 of 6/);
    expect(sandbox.stats().photoRequests).toBe(0);
    const asked = sandbox.requests.to('api').map(({ path }) => path);
    expect(asked.filter((path) => path.endsWith('/organization'))).toHaveLength(1);
  });

  it('--json', async () => {
    const { json, stderr } = await run('sync --json');
    expect(json).toMatchObject({
      organization: { uid: sandbox.organization.uid, name: 'Plain & Sons', credits: 100 },
      people: 9,
      ready: 6,
      models: 6,
      photos: 24,
      stored: 0,
      listed: 6,
      unchanged: 0,
      failed: [],
      skipped: [],
    });
    expect(stderr).not.toBe('');
  });

  it('lists by person whose photos could not be listed: 4', async () => {
    const [modelId = ''] = sandbox.organization.models.keys();
    sandbox.faults.add({
      match: { path: new RegExp(`${modelId}/photos$`) },
      fault: { kind: 'body', body: '<html>', contentType: 'text/html' },
    });
    const { json, status, stderr } = await run('sync --json');
    expect(status).toBe(4);
    expect(json['failed']).toEqual([
      {
        modelId,
        photoId: null,
        person: 'Anna Adams',
        code: 'api_not_understood',
        message: expect.any(String),
      },
    ]);
    expect(stderr).toMatch(/1 failed:\n {2}Anna Adams: /);
  });
});

describe('what is in the library', () => {
  it('is shown without network, by status, teams and people', async () => {
    await run('sync');
    await run('download --team Sales');
    await sandbox.close();
    const status = await run('status', { key: null });
    expect(status.status).toBe(0);
    expect(status.stdout).toMatch(/9 people, 6 ready; 24 photos, 8 on disk \(\d+(\.\d)? kB\)/);
    const teams = await run('teams', { key: null });
    expect(teams.stdout).toMatch(/^Team +People +Ready +Photos +On disk +Id\n/);
    expect(teams.stdout).toMatch(/^Sales +3 +2 +8 +8 +team_/m);
    const people = await run('people --team sales --status ready', { key: null });
    expect(people.stdout).toMatch(/Anna Adams +anna\.adams@plain\.example +Sales +ready +4 +4\n/);
    expect(people.stdout).toMatch(/\n2 people\n$/);
    const found = await run('people --search ADÀMS --status in-progress --json', { key: null });
    expect(Array.isArray(found.json['people'])).toBe(true);
    await use();
  });

  it('--json', async () => {
    await run('sync');
    const status = await run('status --json');
    expect(status.json).toMatchObject({
      organization: { name: 'Plain & Sons' },
      folder: join(library, sandbox.organization.uid),
      queued: 0,
      failures: [],
    });
    const teams = await run('teams --json');
    expect(teams.json['teams']).toContainEqual(
      expect.objectContaining({ name: 'Sales', people: 3, ready: 2, photos: 8, stored: 0 }),
    );
    const people = await run('people --json');
    expect(people.json['people']).toHaveLength(9);
  });

  it('before there is any says what to run: 5', async () => {
    for (const command of ['status', 'teams', 'people', 'verify', 'export --offline']) {
      const { status, stderr } = await run(command);
      expect(status, command).toBe(5);
      expect(stderr).toMatch(/There is no library in .* yet. Run `headshot-desk sync` first/);
    }
  });

  it('of several asks which: 2', async () => {
    await run('sync');
    const first = sandbox.organization.uid;
    await use({ seed: northlight() });
    await run('sync');
    const asked = await run('status');
    expect(asked.status).toBe(2);
    expect(asked.stderr).toMatch(
      /--organization.*Northlight Surveying \(org_7f3k29ab\), Plain & Sons/,
    );
    expect((await run(`status --organization ${first}`)).stdout).toMatch(/^Plain & Sons/);
    expect((await run("status --organization 'Northlight Surveying'")).status).toBe(0);
    expect((await run('status --organization Nobody')).status).toBe(2);
  });

  it('is searched by a word nobody has used for a status: 2', async () => {
    await run('sync');
    const { status, stderr } = await run('people --status happy');
    expect(status).toBe(2);
    expect(stderr).toMatch(/no status “happy”.*invited, accepted/);
  });
});

describe('download', () => {
  it('brings everything, and nothing the second time', async () => {
    const first = await run('download');
    expect(first.status).toBe(0);
    expect(first.stdout).toMatch(/^24 photos downloaded \([\d.]+ kB\) into /);
    const second = await run('download --json');
    expect(second.json).toEqual({
      stored: 0,
      storedBytes: 0,
      adopted: 0,
      skipped: [],
      incomplete: [],
      failed: [],
    });
    expect(sandbox.stats().photoRequests).toBe(24);
    expect(sandbox.stats().keysSeenByPhotoHost).toBe(0);
  });

  it('brings what nears 30 days, and says when there is nothing of the kind', async () => {
    const { models } = sandbox.organization;
    const [young] = [...models.values()].filter(({ finishedAt }) => finishedAt !== null);
    if (!young) throw new Error('Somebody is ready.');
    young.finishedAt = new Date().toISOString();
    const first = await run('download --expiring --json');
    expect(first.json).toMatchObject({ stored: 20, failed: [] });
    const second = await run('download --expiring');
    expect(second.status).toBe(0);
    expect(second.stdout).toMatch(
      /^No photo that is not here nears 30 days\.\n0 photos downloaded/,
    );
    expect((await run('download --expiring --team Sales')).status).toBe(2);
  });

  it.each([
    ['--select favorites', 6],
    ['--select loved', 6],
    ['--select liked', 12],
    ['--team Sales --team marketing', 16],
    ["--person 'anna adams' --person ben.adams@plain.example", 8],
    ['--team Sales --select favorites --variant original', 2],
    ['--all-teams --concurrency 1', 24],
  ])('%s brings just that', async (choice, photos) => {
    const { json, status } = await run(`download ${choice} --json`);
    expect(status).toBe(0);
    expect(json).toMatchObject({ stored: photos, failed: [] });
    expect(sandbox.stats().photoRequests).toBe(photos);
  });

  it('lists by person what failed, and the next run fetches just that: 4', async () => {
    const [model] = sandbox.organization.models.values();
    const [photoId = ''] = model?.photos.keys() ?? [];
    const rule = sandbox.faults.add({
      match: { host: 'photos', photoId },
      fault: { kind: 'status', status: 403 },
    });
    const { status, json, stderr } = await run('download --json');
    expect(status).toBe(4);
    expect(json).toMatchObject({ stored: 23 });
    expect(json['failed']).toEqual([
      {
        modelId: model?.id,
        photoId,
        person: 'Anna Adams',
        code: 'link_expired',
        message: expect.any(String),
      },
    ]);
    expect(stderr).toMatch(/1 failed:\n {2}Anna Adams, photo .*: The photo host refuses/);
    expect(stderr).toMatch(/Run the same command again to retry what failed/);
    expect((await run('status')).stdout).toMatch(/failed: Anna Adams/);
    rule.remove();
    expect((await run('download --json')).json).toMatchObject({ stored: 1, failed: [] });
  });

  it('whose key is revoked on the way stops with one message: 3', async () => {
    sandbox.faults.add({
      match: { path: /photos\/download$/ },
      after: 1,
      fault: { kind: 'status', status: 401 },
    });
    const { status, json, stderr } = await run('download --json');
    expect(status).toBe(3);
    expect(json).toMatchObject({ error: { code: 'key_refused' }, failed: [] });
    expect(stderr.match(/refused the API key/g)).toHaveLength(1);
  });
});

describe('export', () => {
  it('writes one verified ZIP per team, from nothing, and says so', async () => {
    const { status, stdout, stderr } = await run(`export --to ${to}`);
    expect(status).toBe(0);
    expect((await readdir(to)).toSorted()).toEqual([
      'Engineering.zip',
      'Marketing.zip',
      'Sales.zip',
    ]);
    expect(stdout).toContain(`${join(to, 'Sales.zip')}  8 photos, `);
    expect(stdout).toMatch(/24 photos of 24 exported and verified\.\n$/);
    expect(stdout).not.toMatch(/Reading|Downloading|Packing/);
    for (const phase of [
      'Reading lists',
      'Downloading photos',
      'Packing Sales',
      'Verifying Sales',
    ]) {
      expect(stderr).toContain(phase);
    }
    for (const name of await readdir(to)) {
      expect(await verifyZip(join(to, name))).toMatchObject({ problems: [], hasManifest: true });
    }
    expect(await leftOvers()).toEqual([]);
  });

  it('of favorites asks for them one by one where their list is not to be had', async () => {
    const refuse = (path: RegExp) =>
      sandbox.faults.add({ match: { path }, fault: { kind: 'status', status: 403 } });
    refuse(/\/photos\/favorites$/);
    const command = `export --select favorites --to ${to} --json`;
    const { status, json, stderr } = await run(command);
    expect(status).toBe(0);
    expect(json).toMatchObject({ skipped: ['favorites'], failed: [] });
    const photos = (json['exports'] as { photos: number }[]).map((each) => each.photos);
    expect(photos).toEqual([2, 2, 2]);
    expect(stderr).toContain('does not give this key the list of favorites');
    refuse(/\/photos\/favorite$/);
    const refused = await run(`${command} --overwrite`);
    expect(refused.status).toBe(3);
    expect(refused.json).toMatchObject({ error: { code: 'not_permitted' } });
  });

  it('from an address without the API ends with 6, not as a wrong option', async () => {
    const fault = { kind: 'status', status: 404, code: 'NOT_FOUND' } as const;
    sandbox.faults.add({ match: { path: /\/models$/ }, fault });
    const { status, stderr } = await run(`export --to ${to}`);
    expect(status).toBe(6);
    expect(stderr).toContain('The API address may be wrong');
  });

  it('--json is what the documentation says', async () => {
    const { status, json } = await run(`export --team Sales --team Marketing --to ${to} --json`);
    expect(status).toBe(0);
    expect(Object.keys(json)).toEqual(['exports', 'skipped', 'incomplete', 'failed']);
    const teams = sandbox.organization.teams.filter(({ name }) => name !== 'Engineering');
    const expected = await Promise.all(
      teams
        .toSorted((a, b) => a.name.localeCompare(b.name))
        .map(async ({ id, name }) => {
          const path = join(to, `${name}.zip`);
          const { length } = await readFile(path);
          return {
            team: { id, name },
            path,
            photos: 8,
            sizeBytes: length,
            sha256: await sha256(path),
          };
        }),
    );
    expect(json['exports']).toEqual(expected);
    expect(json['failed']).toEqual([]);
  });

  it('lists what is missing, by person, and packs the rest: 4', async () => {
    const [model] = sandbox.organization.models.values();
    const [photoId = ''] = model?.photos.keys() ?? [];
    sandbox.faults.add({
      match: { host: 'photos', photoId },
      fault: { kind: 'status', status: 403 },
    });
    const { status, json, stderr } = await run(`export --to ${to} --json`);
    expect(status).toBe(4);
    expect(json['failed']).toEqual([
      {
        modelId: model?.id,
        photoId,
        person: 'Anna Adams',
        code: 'link_expired',
        message: expect.any(String),
      },
    ]);
    expect(json['exports']).toHaveLength(3);
    expect(stderr).toMatch(/Anna Adams, photo/);
  });

  it.each([
    ['single-zip', ['Plain & Sons.zip']],
    ['folder', ['Anna', 'Ben', 'Clara', 'David', 'Emma', 'Felix', 'manifest.csv', 'manifest.json']],
  ])('--layout %s', async (layout, names) => {
    const { status, json } = await run(
      `export --layout ${layout} --template {first}/{number:3} --to ${to} --json`,
    );
    expect(status).toBe(0);
    expect((await readdir(to)).toSorted()).toEqual(names);
    expect(json['exports']).toMatchObject([{ team: null, photos: 24 }]);
  });

  it('finds a file in the way before anything is downloaded: 2', async () => {
    await mkdir(to);
    await writeFile(join(to, 'Sales.zip'), 'mine');
    const { status, stderr } = await run(`export --to ${to}`);
    expect(status).toBe(2);
    expect(stderr).toContain(join(to, 'Sales.zip'));
    expect(stderr).toContain('--overwrite');
    expect(sandbox.stats().photoRequests).toBe(0);
    expect(await readFile(join(to, 'Sales.zip'), 'utf8')).toBe('mine');
    expect((await run(`export --to ${to} --overwrite`)).status).toBe(0);
    expect((await verifyZip(join(to, 'Sales.zip'))).problems).toEqual([]);
  });

  it('finds a template that cannot be used before anything is downloaded: 2', async () => {
    const { status, stderr } = await run(`export --to ${to} --template {nickname}`);
    expect(status).toBe(2);
    expect(stderr).toMatch(/nickname/);
    expect(sandbox.stats().photoRequests).toBe(0);
  });

  it('--dry-run shows the plan and writes nothing', async () => {
    const { status, stdout } = await run(`export --to ${to} --dry-run`);
    expect(status).toBe(0);
    expect(stdout).toContain(`${join(to, 'Sales.zip')}  8 photos`);
    expect(stdout).toMatch(/ {2}Anna Adams\/anna-adams-01-favorite\.jpg/);
    expect(stdout).toMatch(
      /24 photos would be downloaded first. Nothing was downloaded or written/,
    );
    expect(existsSync(to)).toBe(false);
    expect(sandbox.stats().photoRequests).toBe(0);
    const { json } = await run(`export --to ${to} --dry-run --json --team Sales`);
    expect(json).toMatchObject({ toDownload: 8, failed: [] });
    expect(json['plan']).toMatchObject([{ team: { name: 'Sales' }, photos: 8, missing: [] }]);
  });

  it('--offline packs what is on disk without asking anybody', async () => {
    await run('download --team Sales');
    await run('sync');
    sandbox.requests.clear();
    const { status, json, stderr } = await run(`export --offline --to ${to} --json`, { key: null });
    expect(sandbox.requests.records).toEqual([]);
    expect(status).toBe(4);
    expect(json['exports']).toMatchObject([{ team: { name: 'Sales' }, photos: 8 }]);
    expect(json['failed']).toHaveLength(16);
    expect(json['failed']).toContainEqual(
      expect.objectContaining({ code: 'photo_not_downloaded' }),
    );
    expect(stderr).toMatch(/^16 failed:\n {2}.*, photos \w+, \w+, \w+ and 1 more: It has not/m);
    expect(stderr).toMatch(/Run it again without --offline/);
    const sales = await run(`export --offline --team Sales --to ${to}/2`, { key: null });
    expect(sales.status).toBe(0);
  });

  it('where the API is not there suggests --offline: 6', async () => {
    await run('download');
    await sandbox.close();
    const { status, stderr } = await run(`export --to ${to}`);
    expect(status).toBe(6);
    expect(stderr).toMatch(/could not be reached/);
    expect(stderr).toMatch(/--offline/);
    await use();
  }, 30_000);

  it('of nobody’s photos is done without a file', async () => {
    const { status, stdout } = await run(`export --person 'Henry Adams' --to ${to}`);
    expect(status).toBe(0);
    expect(stdout).toMatch(/There is nothing to export/);
    expect(existsSync(to)).toBe(false);
  });
});

describe('whom a command is about', () => {
  it('an unknown team lists the teams: 2', async () => {
    const { status, stderr } = await run('download --team Slaes');
    expect(status).toBe(2);
    expect(stderr).toContain(
      'There is no team “Slaes”. The teams are: Engineering, Marketing, Sales.',
    );
  });

  it('a name that fits several people shows whom: 2', async () => {
    const { status, stderr } = await run('download --person adams');
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /“adams” fits \d people\. Use an e-mail or an id: Anna Adams anna\.adams@/,
    );
  });

  it('an unknown person: 2', async () => {
    const { status, stderr } = await run('download --person Zaphod');
    expect(status).toBe(2);
    expect(stderr).toContain('Nobody called “Zaphod” is in the library.');
  });

  it('all teams and one team are a contradiction: 2', async () => {
    const { status, stderr } = await run('download --all-teams --team Sales');
    expect(status).toBe(2);
    expect(stderr).toMatch(/--all-teams.*cannot be used with.*--team/);
  });
});

describe('verify', () => {
  it('says that all is as it was stored, or what is not: 0 and 4', async () => {
    await run('download');
    const good = await run('verify');
    expect(good.status).toBe(0);
    expect(good.stdout).toMatch(/^24 files checked \(.*\): all as they were stored\.\n$/);
    const [first = '', second = ''] = (await filesBelow(library)).filter((it) =>
      it.endsWith('.jpg'),
    );
    const bytes = await readFile(first);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    await writeFile(first, bytes);
    await rm(second);
    const { status, json, stderr } = await run('verify --json');
    expect(status).toBe(4);
    expect(json).toMatchObject({ files: 24 });
    expect(json['problems']).toHaveLength(2);
    expect(stderr).toMatch(/damaged/);
    expect(stderr).toMatch(/missing/);
    sandbox.requests.clear();
    expect((await run('download')).status).toBe(0);
    expect(sandbox.stats().photoRequests).toBe(2);
    expect((await run('verify')).status).toBe(0);
  });

  it('reads back ZIPs: 0 and 5', async () => {
    await run(`export --team Sales --to ${to}`);
    const zip = join(to, 'Sales.zip');
    const good = await run(`verify ${zip}`);
    expect(good).toMatchObject({
      status: 0,
      stdout: `${zip}: 10 files agree with its manifest.\n`,
    });
    const bytes = await readFile(zip);
    bytes[5_000] = (bytes[5_000] ?? 0) ^ 0xff;
    await writeFile(zip, bytes);
    const bad = await run(`verify ${zip} --json`);
    expect(bad.status).toBe(5);
    expect(bad.json['zips']).toMatchObject([
      { path: zip, problems: expect.arrayContaining([expect.anything()]) },
    ]);
    const missing = await run(`verify ${join(to, 'None.zip')}`);
    expect(missing.status).toBe(2);
    expect(missing.stderr).toContain('None.zip');
  });
});

describe('demo and sandbox', () => {
  it('demo goes the whole way and says what is next', async () => {
    const { status, stdout, stderr } = await run(
      `demo --people 3 --photos 2 --library ${library}/demo --to ${to}`,
      { key: null },
    );
    expect(status).toBe(0);
    expect(stderr).toMatch(/The demo organization: .* Nothing leaves this computer/);
    expect(stdout).toMatch(/exported and verified/);
    expect(stdout).toMatch(/`npm start` opens the app[\s\S]*With your own organization/);
    expect((await readdir(to)).length).toBeGreaterThan(0);
    const again = await run(
      `demo --people 3 --photos 2 --library ${library}/demo --to ${to} --json`,
    );
    expect(again.status).toBe(0);
    expect(again.json['exports']).not.toEqual([]);
  });

  it('sandbox serves until it is stopped', async () => {
    const stop = new AbortController();
    const finished = run('sandbox --people 2 --photos 1 --json --fault photos.status=503', {
      signal: stop.signal,
    });
    expect(await finished).toMatchObject({ status: 2 });
    const text = Promise.withResolvers<string>();
    const serving = run('sandbox --people 2 --photos 1 --json --debug', {
      signal: stop.signal,
      env: {},
      onStderr: (said) => text.resolve(said),
    });
    setTimeout(() => stop.abort(), 300);
    const { status, json } = await serving;
    expect(status).toBe(0);
    expect(json).toMatchObject({
      apiUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/api\/v2$/),
    });
  });
});

describe('how a command is called', () => {
  const COMMANDS = [
    'connect',
    'sync',
    'status',
    'teams list',
    'teams create',
    'teams rename',
    'teams delete',
    'teams add',
    'members',
    'models list',
    'models show',
    'models delete',
    'models create',
    'invites revoke',
    'credits',
    'campaign',
    'history',
    'people',
    'download',
    'export',
    'verify',
    'demo',
    'sandbox',
  ];

  it.each(COMMANDS)('%s --help has an example', async (command) => {
    const { status, stdout, stderr } = await run(`${command} --help`, { key: null });
    expect(status).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toMatch(new RegExp(`^Usage: headshot-desk ${command}`));
    expect(stdout).toMatch(/Example:\n.*headshot-desk/);
    expect(stdout).toContain('--json');
  });

  it.each(['--version', '-V'])('%s is the package’s', async (option) => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(await run(option, { key: null })).toMatchObject({
      status: 0,
      stdout: `headshot-desk ${version}\n`,
      stderr: '',
    });
  });

  it('--help names every command and every exit status', async () => {
    const { status, stdout } = await run('--help', { key: null });
    expect(status).toBe(0);
    for (const command of COMMANDS) {
      const [group] = command.split(' ');
      expect(stdout).toMatch(new RegExp(`^ {2}${group}\\b`, 'm'));
    }
    expect(stdout).toMatch(
      /0 done; 1 a bug; 2 usage; 3 key refused; 4 done, but some photos failed/,
    );
  });

  it.each([
    '',
    'dance',
    'sync --loudly',
    'download --select best',
    'download --variant thumbnail',
    'download --concurrency 0',
    'download --concurrency 65',
    'download --concurrency many',
    'export --layout tar',
    'export --team',
    'status extra',
    'sandbox --port 70000',
    'export --api-key secret-in-an-argument',
  ])('“%s” is a usage error: 2', async (args) => {
    const { status, stdout, stderr } = await run(args, { key: null });
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/--help|Usage/);
    expect(sandbox.requests.records).toEqual([]);
  });

  it('a usage error is one JSON object, too, where that is wanted', async () => {
    const { status, json } = await run('download --select best --json');
    expect(status).toBe(2);
    expect(json).toMatchObject({
      error: { code: 'invalid_input', message: expect.stringContaining('best') },
    });
  });

  it.each([
    ['http://api.example/api/v2', /must begin with https/],
    ['nonsense', /not a web address/],
  ])('--api-url %s is refused: 2', async (url, words) => {
    const { status, stderr } = await run(`connect --api-url ${url}`);
    expect(status).toBe(2);
    expect(stderr).toMatch(words);
  });

  it('--quiet says nothing when all is well', async () => {
    for (const command of ['sync', 'download', `export --to ${to}`, 'verify']) {
      expect(await run(`${command} --quiet`)).toMatchObject({ status: 0, stdout: '', stderr: '' });
    }
  });
});

describe('the disk', () => {
  it('a target that cannot be written: 5', async () => {
    await writeFile(join(folder, 'file'), '');
    const { status, stderr } = await run(
      `export --team Sales --to ${join(folder, 'file', 'zips')}`,
    );
    expect(status).toBe(5);
    expect(stderr).toContain(join(folder, 'file', 'zips'));
  });

  it('a library folder that cannot be made: 5', async () => {
    await writeFile(join(folder, 'file'), '');
    const { status } = await run(`connect --library ${join(folder, 'file', 'library')}`);
    expect(status).toBe(5);
  });
});

describe('Ctrl-C', () => {
  /** How far the work has come, by what it leaves where others can see it. */
  const STAGES = {
    lists: () => sandbox.requests.records.length > 8,
    downloads: () => sandbox.stats().photoRequests > 20,
    packs: () => existsSync(to) && readdirSync(to).some((name) => name.includes('.part')),
  };

  it.each([
    ['lists', 'sync'],
    ['downloads', 'download'],
    ['downloads', 'export'],
    ['packs', 'export'],
  ] as const)(
    'while it %s (%s) stops at once, says how to go on, and the next run does',
    async (stage, command) => {
      const draw = plainDraw({ sizeBytes: 300_000 });
      await use({
        draw,
        latencyMs: 10,
        seed: plainOrganization({ people: 12, photosPerPerson: 6 }),
      });
      const stop = new AbortController();
      const line = command === 'export' ? `export --to ${to}` : command;
      const stopping = run(line, { signal: stop.signal });
      await vi.waitFor(() => expect(STAGES[stage]()).toBe(true), { timeout: 20_000, interval: 1 });
      stop.abort(new Error('Stopped by Ctrl-C.'));
      const stopped = await stopping;
      expect(stopped.status).toBe(130);
      expect(stopped.stdout).toBe('');
      expect(stopped.stderr).toMatch(/Stopped\. Nothing is lost: run the same command again/);
      expect(await leftOvers()).toEqual([]);
      const again = await run(command === 'export' ? `${line} --overwrite` : line);
      expect(again.status).toBe(0);
      // At most what was under way is fetched twice.
      expect(sandbox.stats().photoRequests).toBeLessThanOrEqual(72 + 8);
      for (const name of command === 'export' ? await readdir(to) : []) {
        expect((await verifyZip(join(to, name))).problems).toEqual([]);
      }
    },
  );

  it('before it begins is 130, too, with one JSON object', async () => {
    const stop = new AbortController();
    stop.abort(new Error('Stopped by Ctrl-C.'));
    const { status, json } = await run('sync --json', { signal: stop.signal });
    expect(status).toBe(130);
    expect(json).toMatchObject({ error: { code: 'cancelled' } });
  });
});

describe('the real program', () => {
  const env = () => ({
    ...process.env,
    HEADSHOTPRO_API_KEY: KEY,
    HEADSHOTPRO_API_URL: sandbox.apiUrl,
    HEADSHOT_DESK_LIBRARY: library,
  });

  it('stops on SIGINT with 130 and goes on when it is run again', async () => {
    await use({ latencyMs: 40, seed: plainOrganization({ people: 4, photosPerPerson: 20 }) });
    const child = spawn(NODE, [ENTRY, 'download', '--concurrency', '2'], { env: env() });
    let stderr = '';
    child.stderr.on('data', (piece) => {
      stderr += piece;
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    await vi.waitFor(() => expect(sandbox.stats().photoRequests).toBeGreaterThan(8), {
      timeout: 20_000,
    });
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(stderr).toMatch(/Stopping…\n/);
    expect(stderr).toMatch(/Stopped. Nothing is lost/);
    expect(await leftOvers()).toEqual([]);
    const before = sandbox.stats().photoRequests;
    expect(before).toBeLessThan(80);
    expect((await run('download')).status).toBe(0);
    expect(sandbox.stats().photoRequests).toBeLessThanOrEqual(80 + 2);
  });

  it('writes plain lines where there is no terminal', async () => {
    const { stdout, stderr } = await promisify(execFile)(NODE, [ENTRY, 'download'], { env: env() });
    expect(stdout).toMatch(/^24 photos downloaded/);
    expect(stderr).toMatch(/Downloading photos: 24 of 24/);
    for (const drawn of ['\u001b', '█', '\r']) expect(stderr).not.toContain(drawn);
  });

  it('goes on when nobody reads what it says', async () => {
    const line = `'${NODE}' '${ENTRY}' people | head -c 1; exit \${PIPESTATUS[0]}`;
    await run('sync');
    await promisify(execFile)('bash', ['-c', line], { env: env() });
  });
});
