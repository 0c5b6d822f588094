import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { plainDraw, plainOrganization } from '#sandbox/plain.ts';
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts';
import { type CliResult, cliRunner, type RunCommand } from '#test/cli-runner.ts';
import { createDeskWorld, type DeskWorld, everybody } from '#test/desk-world.ts';
import { CAN_MOUNT, smallDisks } from '#test/disks.ts';
import { expectSame, photoFilesBelow } from '#test/synced-desk.ts';

const PROJECT = join(import.meta.dirname, '../..');
const ENTRY = join(PROJECT, 'src/cli/headshot-desk.ts');
const PHOTOS = 12;
const EVERYTHING = {
  scope: { teamIds: [], personIds: [], photos: [] },
  selection: 'all' as const,
  variant: 'main' as const,
  label: 'Everything',
};

let folder: string;
let root: string;
let sandbox: Sandbox;
let run: RunCommand;
let library: string;
let children: ChildProcess[];
const draw = plainDraw();
const smallDisk = smallDisks();

beforeEach(async () => {
  children = [];
  folder = await mkdtemp(join(tmpdir(), 'headshot-desk-two-'));
  sandbox = await startSandbox({
    seed: plainOrganization({ people: 3, photosPerPerson: 4 }),
    draw,
    rateLimit: 100_000,
  });
  root = join(folder, 'libraries');
  run = cliRunner(sandbox, root);
  library = join(root, sandbox.organization.uid);
});
afterEach(async () => {
  for (const child of children) await end(child);
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

/** The command line in a process of its own. */
function start(...args: string[]): { child: ChildProcess; ended: Promise<number | null> } {
  const child = spawn(process.execPath, [ENTRY, ...args], {
    cwd: folder,
    stdio: 'ignore',
    env: {
      ...process.env,
      HEADSHOT_DESK_LIBRARY: root,
      HEADSHOTPRO_API_URL: sandbox.apiUrl,
      HEADSHOTPRO_API_KEY: sandbox.apiKey,
    },
  });
  children.push(child);
  return { child, ended: once(child, 'exit').then(([code]) => code as number | null) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

/** The first photos come, and no more until the rule is removed. */
const hang = (after = 4) =>
  sandbox.faults.add({ match: { host: 'photos' }, after, fault: { kind: 'stall', at: 'start' } });
/** All the others hang, and the four that came are on the disk. */
const stuck = () =>
  vi.waitFor(
    async () => {
      expect(sandbox.stats().faults).toBe(PHOTOS - 4);
      expect((await photoFilesBelow(join(library, 'photos'))).size).toBe(4);
    },
    { timeout: 30_000 },
  );

/** Told who is there, and that nothing was done. */
function expectBusy({ status, stderr }: CliResult, holder: RegExp): void {
  expect([status, stderr]).toEqual([5, expect.stringMatching(holder)]);
  expect(stderr).toMatch(/is working with the library .*Wait until it is done or close it/);
}

async function truth(): Promise<Map<string, Buffer>> {
  const all = new Map<string, Buffer>();
  for (const { id, photos } of sandbox.organization.models.values()) {
    for (const photo of photos.keys()) {
      all.set(`${id}/${photo}/main`, Buffer.from((await draw(id, photo, 'main')).bytes));
    }
  }
  return all;
}

describe('two command lines', () => {
  it('fault 19: the second one says who is there and writes nothing; reading goes on', async () => {
    const rule = hang();
    const { child, ended } = start('download');
    await stuck();
    const before = sandbox.stats().photoRequests;
    const holder = new RegExp(`headshot-desk \\(command line\\) \\(process ${child.pid}\\)`);
    for (const command of [
      'sync',
      'download',
      'verify',
      'verify --rebuild',
      `export --to ${join(folder, 'zips')}`,
      `export --offline --select all --to ${join(folder, 'zips')}`,
    ]) {
      expectBusy(await run(command), holder);
    }
    const json = await run('download --json');
    expect(json.json).toMatchObject({ error: { code: 'library_busy' } });
    expect((await run('status')).status).toBe(0);
    expect((await run('people --json')).json['people']).toHaveLength(3);
    expect(sandbox.stats().photoRequests).toBe(before);
    expect(existsSync(join(folder, 'zips'))).toBe(false);

    // What the first one was fetching comes with its retries, once it can.
    rule.remove();
    await end(child);
    await ended;
    expect((await run('download')).status).toBe(0);
    expectSame(await photoFilesBelow(join(library, 'photos')), await truth());
    expect((await run('verify', { key: null })).status).toBe(0);
  });

  it('fault 19: killed, the first one leaves no lock behind that has to be cleared by hand', async () => {
    hang();
    const { child } = start('download');
    await stuck();
    await end(child);
    expect(existsSync(join(library, 'writer.json'))).toBe(true);
    sandbox.faults.clear();
    sandbox.requests.clear();
    expect((await run('download')).status).toBe(0);
    expect(sandbox.stats().photoRequests).toBe(PHOTOS - 4);
    expect(await readdir(join(library, 'parts'))).toEqual([]);
    expectSame(await photoFilesBelow(join(library, 'photos')), await truth());
  });

  it('fault 19: started at the same moment, one does it all and the others say so', async () => {
    const all = await Promise.all(Array.from({ length: 4 }, () => start('download').ended));
    expect(all.filter((code) => code === 0).length).toBeGreaterThanOrEqual(1);
    expect(all.every((code) => code === 0 || code === 5)).toBe(true);
    expect(sandbox.stats().photoRequests).toBe(PHOTOS);
    expect((await run('verify', { key: null })).status).toBe(0);
    expectSame(await photoFilesBelow(join(library, 'photos')), await truth());
  }, 60_000);

  it.each(['verify', 'export'] as const)(
    'fault 19: while one does %s, the other does not write',
    async (command) => {
      await run('download');
      const line =
        command === 'export' ? `export --offline --select all --to ${folder}/zips` : command;
      // Without a network nothing is waited for: the second one comes while the first has begun.
      const first = run(line, { key: null });
      const second = run('verify', { key: null });
      expect((await first).status).toBe(0);
      expectBusy(await second, /process \d+/);
    },
  );
});

describe('a lock', () => {
  it.each<[string, () => void]>([
    ['whose note names a process that is no more', () => note({ program: 'x', pid: 999_999_999 })],
    [
      'whose note names a process that is another program now',
      () => note({ program: 'x', pid: 1 }),
    ],
    ['whose note is garbage', () => writeFileSync(join(library, 'writer.json'), '{"pro')],
    ['whose note is a folder', () => mkdirSync(join(library, 'writer.json'))],
    ['whose file is garbage', () => writeFileSync(join(library, 'writer.lock'), 'x'.repeat(9000))],
    ['whose file is empty', () => writeFileSync(join(library, 'writer.lock'), '')],
    ['whose file may not be written', () => chmodSync(join(library, 'writer.lock'), 0o644)],
    [
      'with a journal left',
      () => writeFileSync(join(library, 'writer.lock-journal'), 'x'.repeat(999)),
    ],
  ])('fault 19: %s, locks nobody out', async (_, harm) => {
    await run('connect');
    harm();
    expect((await run('download')).status).toBe(0);
    expectSame(await photoFilesBelow(join(library, 'photos')), await truth());
  });

  it.skipIf(!CAN_MOUNT)(
    'fault 19: on a disk that cannot be written is not asked for by readers',
    async () => {
      const disk = smallDisk('size=40m');
      root = disk.path;
      run = cliRunner(sandbox, root);
      await run('download');
      disk.change('ro');
      expect((await run('status --json', { key: null })).json).toMatchObject({ stored: PHOTOS });
      const { status, stderr } = await run('download');
      expect([status, stderr]).toEqual([5, expect.stringMatching(/cannot be written/)]);
    },
  );
});

describe('the app and a command line', () => {
  let world: DeskWorld;
  beforeEach(async () => {
    world = await createDeskWorld({ sandbox });
    root = join(world.folder, 'libraries');
    run = cliRunner(sandbox, root);
    library = join(root, sandbox.organization.uid);
  });
  afterEach(() => world.close());

  it('fault 19: while the app is open, the command line says so and does not write', async () => {
    const app = await world.run();
    await app.client.session.connect({ apiKey: sandbox.apiKey, remember: true });
    await app.idle();
    expectBusy(await run('download'), /test \(process \d+\)/);
    expect((await run('people --json')).json['people']).toHaveLength(3);
    await app.close();
    expect((await run('download')).status).toBe(0);
  });

  it('fault 19: while the command line works, the app shows the library, says so, and takes over after', async () => {
    await run('sync');
    const rule = hang();
    const { child, ended } = start('download');
    await stuck();
    const app = await world.run();
    await app.client.session.connect({ apiKey: sandbox.apiKey, remember: true });
    const looking = await app.session((it) => it.problem !== null);
    expect(looking).toMatchObject({
      problem: {
        code: 'library_busy',
        message: expect.stringContaining(`headshot-desk (command line) (process ${child.pid})`),
      },
    });
    expect(await app.client.people.ids(everybody())).toHaveLength(3);
    await expect(app.client.jobs.download(EVERYTHING)).rejects.toMatchObject({
      code: 'library_busy',
    });
    const stored = (await photoFilesBelow(join(library, 'photos'))).size;
    expect(stored).toBe(4);

    rule.remove();
    await end(child);
    await ended;
    await app.session((it) => it.problem === null && it.online);
    sandbox.requests.clear();
    const job = await app.client.jobs.download(EVERYTHING);
    await app.job(job.id, 'done');
    expect(sandbox.stats().photoRequests).toBe(PHOTOS - stored);
    expectSame(await photoFilesBelow(join(library, 'photos')), await truth());
  });
});

function note(content: object): void {
  writeFileSync(join(library, 'writer.json'), JSON.stringify(content));
  expect(readFileSync(join(library, 'writer.json'), 'utf8')).toContain('program');
}
