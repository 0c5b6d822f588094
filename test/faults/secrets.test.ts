import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect, promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { HeadshotProApi } from '#core/headshotpro/api.ts';
import { createHeadshotPro } from '#core/headshotpro/client.ts';
import { createHttp } from '#core/http.ts';
import type { Clock } from '#core/ports.ts';
import { plainDraw, plainOrganization } from '#sandbox/plain.ts';
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts';
import {
  CANARY_KEY,
  CANARY_SIGNATURE,
  echoes,
  leaksBelow,
  leaksIn,
  withCanarySignatures,
} from '#test/canaries.ts';
import { type CliRunOptions, cliRunner } from '#test/cli-runner.ts';
import { createDeskWorld, everybody } from '#test/desk-world.ts';
import { type EchoServer, type Manner, startEchoServer } from '#test/echo-server.ts';
import { RecordingLog } from '#test/recording-log.ts';

const ROOT = join(import.meta.dirname, '../..');
const ENTRY = join(ROOT, 'src/cli/headshot-desk.ts');
const CRASH = join(ROOT, 'test/support/crash-on-request.ts');
const EVERYTHING = {
  scope: { teamIds: [], personIds: [], photos: [] },
  selection: 'all' as const,
};

/** Whoever waits has waited. */
function instantly(): Clock {
  let waitedMs = 0;
  return {
    now: () => Date.now() + waitedMs,
    elapsed: () => performance.now() + waitedMs,
    sleep: async (ms) => {
      waitedMs += ms;
    },
  };
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headshot-desk-secrets-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the API', () => {
  let server: EchoServer;
  beforeEach(async () => {
    server = await startEchoServer();
  });
  afterEach(() => server.close());

  const all = async (items: AsyncIterable<unknown>) => {
    const found: unknown[] = [];
    for await (const item of items) {
      found.push(item);
      if (found.length > 2) break;
    }
    return found;
  };
  /** Every operation of the API, by its name. */
  const CALLS: Record<string, (api: HeadshotProApi) => Promise<unknown>> = {
    organization: (api) => api.organization(),
    credits: (api) => api.credits(),
    'invites.list': (api) => all(api.invites.list()),
    'invites.create': (api) => api.invites.create({ email: 'a@b.example', teamId: 't' }),
    'invites.get': (api) => api.invites.get('a@b.example'),
    'invites.revoke': (api) => api.invites.revoke('a@b.example'),
    'members.list': (api) => all(api.members.list()),
    'members.accepted': (api) => all(api.members.accepted()),
    'members.pending': (api) => all(api.members.pending()),
    'members.finished': (api) => all(api.members.finished()),
    'teams.list': (api) => all(api.teams.list()),
    'teams.create': (api) => api.teams.create('A'),
    'teams.rename': (api) => api.teams.rename('t', 'A'),
    'teams.delete': (api) => api.teams.delete('t'),
    'teams.addMembers': (api) => api.teams.addMembers('t', ['a@b.example']),
    'models.list': (api) => all(api.models.list()),
    'models.get': (api) => api.models.get('m'),
    'models.create': (api) => api.models.create({ email: 'a@b.example' }),
    'models.delete': (api) => api.models.delete('m'),
    'photos.list': (api) => all(api.photos.list('m')),
    'photos.favorite': (api) => api.photos.favorite('m'),
    'photos.get': (api) => api.photos.get('m', 'p'),
    'photos.batchDownload': (api) => api.photos.batchDownload('m', ['p']),
    favorites: (api) => all(api.favorites()),
  };
  const MANNERS: Manner[] = [
    ...[400, 401, 402, 403, 404, 408, 409, 418, 422, 429, 500, 501, 502, 503, 504].map(
      (status) => ({ kind: 'error', status }) as const,
    ),
    { kind: 'page', status: 200 },
    { kind: 'page', status: 403 },
    { kind: 'page', status: 404 },
    { kind: 'page', status: 502 },
    ...[301, 302, 303, 307, 308].map((status) => ({ kind: 'redirect', status }) as const),
    { kind: 'reset' },
    { kind: 'cut-off' },
    { kind: 'half' },
    { kind: 'no-json' },
    { kind: 'success' },
  ];

  test('secrets: all 24 operations are tried', () => {
    expect(Object.keys(CALLS)).toHaveLength(24);
  });

  test.each(MANNERS)('secrets: whatever call is answered by $kind $status', async (manner) => {
    server.manner = manner;
    const http = createHttp();
    const log = new RecordingLog();
    const api = createHeadshotPro({
      apiUrl: server.apiUrl,
      key: () => CANARY_KEY,
      http,
      clock: instantly(),
      random: () => 0,
      log,
    });
    const seen: string[] = [];
    for (const [name, call] of Object.entries(CALLS)) {
      const outcome = await call(api).catch((error: unknown) => error);
      // Null stands for what the API does not know.
      if (manner.kind !== 'success') expect(outcome ?? new Error(), name).toBeInstanceOf(Error);
      // As a debugger, a crash or a careless log would show it: with its causes and their fields.
      seen.push(`${name} ${inspect(outcome, { depth: 12 })} ${JSON.stringify(outcome)}`);
    }
    await http.close();
    expect([...seen, ...log.lines].flatMap(leaksIn)).toEqual([]);
    expect(server.told.length).toBeGreaterThanOrEqual(24);
    for (const { text, authorization } of server.told) {
      expect(authorization).toBe(`Bearer ${CANARY_KEY}`);
      expect(leaksIn(text)).toEqual([]);
    }
    expect(server.elsewhere).toEqual([]);
  });
});

/** Everything that can go wrong and says the secrets back, now and then, besides good answers. */
function addFaults(sandbox: Sandbox): void {
  const said = echoes(`Bearer ${CANARY_KEY}`).join(' ');
  const query = `signature=${CANARY_SIGNATURE}`;
  const photos = { host: 'photos' } as const;
  const api = { host: 'api' } as const;
  const add = sandbox.faults.add.bind(sandbox.faults);
  add({ match: photos, every: 5, times: 2, fault: { kind: 'status', status: 503, body: said } });
  add({ match: photos, every: 6, times: 2, fault: { kind: 'truncate', keep: 0.5 } });
  add({
    match: photos,
    every: 7,
    times: 2,
    fault: { kind: 'body', body: said, contentType: 'text/html' },
  });
  add({
    match: photos,
    every: 8,
    times: 2,
    fault: { kind: 'redirect', location: `https://10.0.0.1/${query}?${query}` },
  });
  add({
    match: photos,
    every: 9,
    times: 2,
    fault: { kind: 'redirect', location: `ftp://x.example/?${query}` },
  });
  add({ match: photos, every: 11, times: 2, fault: { kind: 'reset' } });
  add({ match: photos, every: 13, times: 2, fault: { kind: 'status', status: 410, body: said } });
  add({ match: api, every: 7, times: 1, fault: { kind: 'status', status: 500, message: said } });
  add({
    match: api,
    every: 9,
    times: 2,
    fault: { kind: 'body', body: said, contentType: 'text/plain', status: 502 },
  });
  // The first rule that strikes decides: this one takes all that is left.
  add({ match: api, fault: { kind: 'payload', change: withCanarySignatures } });
}

/** The key reached the API's host in its header, and was nowhere else in what was sent. */
function expectSentWell(sandbox: Sandbox): void {
  for (const { host, path, query, headers } of sandbox.requests.records) {
    const { authorization, ...others } = headers;
    expect(leaksIn(`${path} ${JSON.stringify([query, others])}`)).toEqual([]);
    if (host === 'photos') expect(authorization).toBeUndefined();
  }
}

describe('the command line', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({
      seed: plainOrganization({ people: 4, photosPerPerson: 4 }),
      draw: plainDraw(),
      rateLimit: 100_000,
      apiKey: CANARY_KEY,
    });
  });
  afterEach(() => sandbox.close());

  /** Runs the program in this process; gives everything that it said. */
  const told = async (line: string, options: CliRunOptions = {}): Promise<string> => {
    const env = { HEADSHOT_DESK_CACHE: join(folder, 'cache') };
    const run = cliRunner(sandbox, join(folder, 'library'));
    const { stdout, stderr } = await run(line, { cwd: folder, env, ...options });
    return stdout + stderr;
  };
  /** Runs the real program in a home of its own. */
  const runAlone = (line: string, node: string[] = []): Promise<{ said: string; status: number }> =>
    promisify(execFile)(process.execPath, [...node, ENTRY, ...line.split(' ')], {
      cwd: folder,
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: folder,
        TMPDIR: folder,
        HEADSHOTPRO_API_URL: sandbox.apiUrl,
        HEADSHOTPRO_API_KEY: CANARY_KEY,
        HEADSHOT_DESK_LIBRARY: join(folder, 'library'),
        CRASH_REPORT: join(folder, 'report.txt'),
      },
    }).then(
      ({ stdout, stderr }) => ({ said: stdout + stderr, status: 0 }),
      ({ stdout, stderr, code }) => ({ said: stdout + stderr, status: code }),
    );

  test('secrets: in nothing that it says, writes and sends, whatever goes wrong', async () => {
    addFaults(sandbox);
    const said: string[] = [];
    const life = [
      'connect --debug',
      'sync --debug --full --json',
      'download --debug --json',
      'export --debug --to zips',
      'export --debug --json --overwrite --layout folder --to folder',
    ];
    for (const line of life) said.push(await told(line));
    const askedWrongly = [
      'status --json',
      'people --json',
      `connect --debug --api-url https://user:${encodeURIComponent(CANARY_KEY)}@127.0.0.1/api/v2`,
      `connect --json --api-url ${sandbox.apiUrl}?key=${encodeURIComponent(CANARY_KEY)}`,
      // What somebody tries who has not read the help.
      `sync --api-key=${CANARY_KEY}`,
      `sync --json --api-key ${CANARY_KEY}`,
      `sync --organization ${CANARY_KEY}`,
      `export --offline --person ${CANARY_KEY}`,
    ];
    for (const line of askedWrongly) said.push(await told(line));
    said.push(
      await told('connect --api-key-stdin --debug', { key: null, stdin: `${CANARY_KEY}\n` }),
    );
    sandbox.expireUrls();
    // In a process of its own, with a home of its own.
    said.push((await runAlone('export --debug --overwrite --to zips')).said);
    sandbox.access.apiKey = 'another';
    said.push(await told('sync --debug'));
    expect(said.join('').length).toBeGreaterThan(3_000);
    expect(said.flatMap(leaksIn)).toEqual([]);
    const { count, leaks } = await leaksBelow(folder);
    expect(count).toBeGreaterThan(20);
    expect(leaks).toEqual([]);
    expectSentWell(sandbox);
  });

  test('secrets: not in a crash, nor in what is left of the environment then', async () => {
    const { said, status } = await runAlone('sync --debug', ['--import', CRASH]);
    expect(status).toBe(1);
    expect(said).toMatch(/This is a bug/);
    expect(said).toMatch(/at .*crash-on-request/);
    expect(leaksIn(said)).toEqual([]);
    // Node's own report, and the environment that a child would get.
    expect(await readdir(folder)).toContain('report.txt');
    expect((await leaksBelow(folder)).leaks).toEqual([]);
  });
});

describe('the desk', () => {
  test('secrets: in nothing that crosses to the window, is kept, logged, copied or told, whatever goes wrong', async () => {
    const sandbox = await startSandbox({
      seed: plainOrganization({ people: 4, photosPerPerson: 4 }),
      draw: plainDraw(),
      rateLimit: 100_000,
      apiKey: CANARY_KEY,
    });
    const world = await createDeskWorld({ sandbox });
    const { vault, desktop, settings, log, seen } = world;
    try {
      let run = await world.run();
      const { client } = run;
      addFaults(sandbox);
      const attempt = (work: Promise<unknown>) => work.catch(() => null);
      const connect = (apiKey: string) =>
        attempt(client.session.connect({ apiKey, remember: true }));
      await connect(`${CANARY_KEY}?`);
      while ((await connect(CANARY_KEY)) === null);
      await run.idle();
      const bad = { apiKey: { of: CANARY_KEY }, [CANARY_KEY]: 1 } as never;
      await attempt(client.session.connect(bad));
      await run.desk.dispatch(`session.${CANARY_KEY}`, {});

      await client.jobs.download({ ...EVERYTHING, variant: 'main', label: 'Everything' });
      await run.idle();
      const { items } = await client.people.list({ ...everybody(), offset: 0, limit: 200 });
      for (const { id: personId } of items) await client.people.get({ personId });
      const [model] = sandbox.organization.models.values();
      for (const { id: photoId } of model?.photos.values() ?? []) {
        const key = { modelId: model?.id ?? '', photoId };
        await attempt(run.desk.picture(key, 'thumb'));
        await attempt(run.desk.picture(key, 'full'));
        await attempt(client.photos.copy(key));
        await attempt(client.photos.details(key));
      }
      const template = '{person|slug}-{number:2}';
      const to = world.exportFolder;
      const options = {
        ...EVERYTHING,
        variant: 'main',
        layout: 'zip-per-team',
        template,
        to,
      } as const;
      await client.jobs.export({
        label: 'All',
        offline: false,
        options: { ...options, overwrite: true },
      });
      await run.idle();
      sandbox.expireUrls();
      await client.jobs.sync({ full: true });
      await run.idle();
      for (const { id: jobId } of (await client.jobs.list({})).jobs) {
        await client.jobs.failures({ jobId });
      }
      await client.settings.set({ concurrency: 3 });
      await client.storage.usage({});
      await attempt(client.session.retry({}));
      const { text } = await client.desktop.diagnostics({});
      await client.desktop.copyText({ text });
      // With its journal beside it, as a crash would leave it.
      const open = await leaksBelow(world.folder);
      expect(open.leaks).toEqual([]);
      expect(open.count).toBeGreaterThan(20);

      sandbox.access.apiKey = 'another';
      await client.jobs.sync({ full: true });
      await run.until('session', (session) => session.state === 'connected' && !session.hasKey);
      await run.close();
      run = await world.run();
      await attempt(run.client.session.forget({}));
      await run.close();

      expect(vault.stored).toBeNull();
      expect(seen.length).toBeGreaterThan(50);
      expect(seen.flatMap(leaksIn)).toEqual([]);
      expect(log.lines.flatMap(leaksIn)).toEqual([]);
      expect(leaksIn(JSON.stringify([...settings]))).toEqual([]);
      expect(desktop.calls.join('\n')).toContain('# Headshot Desk');
      expect(desktop.calls.flatMap(leaksIn)).toEqual([]);
      expect((await leaksBelow(world.folder)).leaks).toEqual([]);
      expectSentWell(sandbox);
    } finally {
      await world.close();
    }
  });
});
