import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '#core/ports.ts';
import { plainDraw, plainOrganization } from '#sandbox/plain.ts';
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts';
import { signWebhook } from '#sandbox/webhooks.ts';
import {
  type CliResult,
  type CliRunOptions,
  cliRunner,
  type RunCommand,
} from '#test/cli-runner.ts';

const KEY = 'canary-key-4711-never-shown';
const SECRET = 'c0ffee41d7a0b3586ee1c47d2290ab6f15c8e03b7d4a916f52de70b8143c5fa6';
const WITH_SECRET = { env: { HEADSHOTPRO_WEBHOOK_SECRET: SECRET } };
const ROOT = join(import.meta.dirname, '../..');
const NODE = join(ROOT, 'node_modules/.bin/node');
const ENTRY = join(ROOT, 'src/cli/headshot-desk.ts');

let folder: string;
let to: string;
let sandbox: Sandbox;
let run: RunCommand;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headshot-desk-watch-'));
  to = join(folder, 'website');
  // Two are ready, and one more at each earlier stage.
  sandbox = await startSandbox({
    seed: plainOrganization({ people: 2, photosPerPerson: 2, unfinished: 6, teams: 1 }),
    draw: plainDraw(),
    rateLimit: 100_000,
    apiKey: KEY,
  });
  run = cliRunner(sandbox, join(folder, 'library'));
});
afterEach(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

const photos = async () =>
  (await readdir(to).catch(() => [])).filter((name) => name.endsWith('.jpg'));
const ONCE = "watch --once --template '{person|slug}-{number:2}'";

/** The one whose photos are being made gets them. */
function becomeReady(): string {
  const model = [...sandbox.organization.models.values()].find(
    ({ status }) => status === 'generatingHeadshots',
  );
  if (!model) throw new Error('Somebody is about to be ready.');
  sandbox.organization.addPhotos(model.id, 3);
  sandbox.organization.setModelStatus(model.id, 'active');
  return model.id;
}

/** A command that runs until it is stopped. */
function start(args: string, options: CliRunOptions = {}) {
  const stop = new AbortController();
  let stdout = '';
  let stderr = '';
  const ended = run(args, {
    ...options,
    signal: stop.signal,
    onStdout: (text) => {
      stdout = text;
    },
    onStderr: (text) => {
      stderr = text;
    },
  });
  return {
    says: (what: RegExp) => expect.poll(() => stdout, { timeout: 8_000 }).toMatch(what),
    complains: (what: RegExp) => expect.poll(() => stderr, { timeout: 8_000 }).toMatch(what),
    stdout: () => stdout,
    stderr: () => stderr,
    stop: (): Promise<CliResult> => {
      stop.abort();
      return ended;
    },
  };
}

/** A clock that a test turns on: whoever sleeps is woken by each turn that is far enough. */
function turningClock(startMs = Date.now()): Clock & { turn(ms: number): void } {
  let nowMs = startMs;
  const sleepers = new Set<{ dueMs: number; wake: () => void }>();
  return {
    now: () => nowMs,
    elapsed: () => nowMs - startMs,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const sleeper = {
          dueMs: nowMs + ms,
          wake: () => {
            sleepers.delete(sleeper);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers.delete(sleeper);
          reject(signal.reason);
        });
      }),
    turn(ms) {
      nowMs += ms;
      for (const { dueMs, wake } of sleepers) if (dueMs <= nowMs) wake();
    },
  };
}

describe('watch --once', () => {
  it('serves whoever has become ready since the first time, and nobody twice', async () => {
    const first = await run(`${ONCE} --to ${to}`);
    expect(first).toMatchObject({ status: 0, stdout: '' });
    expect(first.stderr).toMatch(/2 sessions there before/);
    becomeReady();
    const second = await run(`${ONCE} --to ${to}`);
    expect(second.status).toBe(0);
    expect(second.stdout).toMatch(/^\S.*: 3 photos added to .*website\n$/);
    expect(await photos()).toHaveLength(3);
    expect((await run(`${ONCE} --to ${to}`)).stdout).toBe('');
  });

  it('--existing serves those who are ready already; --json says one line for each', async () => {
    const { stdout, status } = await run(`${ONCE} --existing --json --to ${to}`);
    expect(status).toBe(0);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { served: { on: 'ready', person: 'Anna Adams', photos: 2, to, team: null } },
      { served: { person: 'Ben Adams' } },
    ]);
    expect(await photos()).toHaveLength(4);
  });

  it('without a folder downloads only', async () => {
    const { stdout } = await run('watch --once --existing');
    expect(stdout).toMatch(/Anna Adams: 2 photos downloaded/);
  });

  it('tells whom it could not serve, with status 4, and serves them the next time', async () => {
    const broken = sandbox.faults.add({
      match: { host: 'photos' },
      fault: { kind: 'corrupt', how: 'garbage' },
    });
    const { status, stderr } = await run(`${ONCE} --existing --to ${to}`);
    expect(status).toBe(4);
    expect(stderr).toMatch(/Anna Adams/);
    broken.remove();
    expect((await run(`${ONCE} --existing --to ${to}`)).stdout).toMatch(/Anna Adams: 2 photos/);
  });

  it.each([
    ['an unknown team', '--team Nobody', /There is no team/],
    ['no interval', '--every often', /is no interval/],
    ['no time of day', '--schedule 25:00', /is no time of day/],
    ['a template that cannot be', "--template '{nobody}'", /nobody/],
    ['a webhook port without a secret', '--webhook-port 0', /no webhook secret/],
  ])('refuses %s: 2', async (_, args, why) => {
    const { status, stderr } = await run(`watch --once ${args}`);
    expect(status).toBe(2);
    expect(stderr).toMatch(why);
  });
});

describe('watch', () => {
  it('looks again after its interval, and ends with Ctrl-C', async () => {
    const clock = turningClock();
    const watching = start(`watch --to ${to} --every 15m`, { clock });
    await watching.complains(/2 sessions there before/);
    becomeReady();
    await expect
      .poll(
        () => {
          clock.turn(15 * 60_000);
          return watching.stdout();
        },
        { timeout: 8_000, interval: 5 },
      )
      .toMatch(/3 photos added/);
    expect((await watching.stop()).status).toBe(0);
  });

  it('survives an API that fails for a while', async () => {
    const clock = turningClock();
    const watching = start(`watch --to ${to}`, { clock });
    await watching.complains(/2 sessions there before/);
    const broken = sandbox.faults.add({
      match: { host: 'api' },
      fault: { kind: 'status', status: 503 },
    });
    becomeReady();
    const turnUntil = (what: RegExp, text: () => string) =>
      expect
        .poll(
          () => {
            clock.turn(60_000);
            return text();
          },
          { timeout: 8_000, interval: 5 },
        )
        .toMatch(what);
    await turnUntil(/tries again/, watching.stderr);
    broken.remove();
    await turnUntil(/3 photos added/, watching.stdout);
    expect((await watching.stop()).status).toBe(0);
  });

  it('that was killed in the middle is made up for by the next one', async () => {
    sandbox.faults.add({ match: { host: 'photos' }, fault: { kind: 'delay', delayMs: 100 } });
    const child = spawn(NODE, [ENTRY, 'watch', '--existing', '--to', to], {
      env: {
        PATH: process.env['PATH'],
        HEADSHOT_DESK_LIBRARY: join(folder, 'library'),
        HEADSHOTPRO_API_URL: sandbox.apiUrl,
        HEADSHOTPRO_API_KEY: KEY,
      },
    });
    await expect
      .poll(() => sandbox.requests.to('photos').length, { timeout: 8_000 })
      .toBeGreaterThan(0);
    child.kill('SIGKILL');
    await once(child, 'close');
    const { status, stdout } = await run(`watch --once --existing --to ${to}`);
    expect(status).toBe(0);
    expect(stdout.match(/2 photos added/g)).toHaveLength(2);
    const { photos: rows } = JSON.parse(await readFile(join(to, 'manifest.json'), 'utf8'));
    expect(rows).toHaveLength(4);
  });

  it('never runs twice on one library', async () => {
    const watching = start('watch');
    await watching.complains(/2 sessions there before/);
    const { status, stderr } = await run('watch --once');
    expect(status).toBe(5);
    expect(stderr).toMatch(/headshot-desk \(command line\)/);
    await watching.stop();
  });

  it('serves at once when a webhook says so, without a look', async () => {
    const watching = start(`watch --to ${to} --json --webhook-port 0`, WITH_SECRET);
    await watching.says(/"listening"/);
    await watching.complains(/2 sessions there before/);
    const { listening } = JSON.parse(watching.stdout().split('\n')[0] ?? '');
    sandbox.webhooks.configure({
      url: `http://127.0.0.1:${listening.port}/`,
      secret: SECRET,
      delaysMs: [0],
    });
    sandbox.requests.clear();
    const id = becomeReady();
    await watching.says(new RegExp(`"served".*${id}`));
    expect(sandbox.requests.to('api').filter(({ path }) => path.endsWith('/team'))).toEqual([]);
    await watching.stop();
  });
});

describe('webhooks', () => {
  it('listen says each event and brings the library up to date', async () => {
    await run('sync');
    const listening = start('webhooks listen --port 0', WITH_SECRET);
    await listening.says(/Webhooks are received at http:\/\/127\.0\.0\.1:\d+/);
    const [, url = ''] = /(http:\S+\d)/.exec(listening.stdout()) ?? [];
    sandbox.webhooks.configure({ url, secret: SECRET, delaysMs: [0] });
    const id = becomeReady();
    await listening.says(new RegExp(`model\\.photos_ready.*${id}`));
    await expect
      .poll(() => sandbox.requests.to('api').some(({ path }) => path.endsWith(`${id}/photos`)))
      .toBe(true);
    const { status, stdout, stderr } = await listening.stop();
    expect(status).toBe(0);
    expect(stdout + stderr).not.toContain(SECRET);
  });

  it('listen takes its secret from standard input, too', async () => {
    const listening = start('webhooks listen --port 0 --secret-stdin', { stdin: `${SECRET}\n` });
    await listening.says(/received at/);
    expect((await listening.stop()).status).toBe(0);
  });

  const kept = async (body: string) => {
    const file = join(folder, 'body.json');
    await writeFile(file, body);
    return file;
  };
  const BODY = JSON.stringify({ event: 'model.deleted', object: { _id: 'm1', status: 'deleted' } });
  const verify = async (timestamp: number, signature: string) =>
    run(
      `webhooks verify --json --file ${await kept(BODY)} --timestamp ${timestamp} --signature ${signature}`,
      WITH_SECRET,
    );
  const now = () => Math.floor(Date.now() / 1000);

  it('verify says that a delivery is good', async () => {
    const { status, json } = await verify(now(), signWebhook(SECRET, now(), BODY));
    expect(status).toBe(0);
    expect(json).toMatchObject({ valid: true, event: 'model.deleted', modelId: 'm1' });
  });

  it('verify says why one is not: 2', async () => {
    const forged = await verify(now(), signWebhook('another secret', now(), BODY));
    expect(forged.status).toBe(2);
    expect(forged.json).toMatchObject({ valid: false, reason: 'forged' });
    const old = now() - 86_400;
    const late = await verify(old, signWebhook(SECRET, old, BODY));
    expect(late.json).toMatchObject({ valid: false, reason: 'stale' });
    expect(late.stderr).toMatch(/Its signature matches/);
  });

  it('verify without a secret, or without the file: 2', async () => {
    const args = '--timestamp 1 --signature sha256=0';
    expect((await run(`webhooks verify --file none ${args}`)).status).toBe(2);
    const { status, stderr } = await run(`webhooks verify --file none ${args}`, WITH_SECRET);
    expect(status).toBe(2);
    expect(stderr).toMatch(/none cannot be read/);
  });
});

it('the manifest of a folder that is watched can be read as any other', async () => {
  await run(`${ONCE} --existing --to ${to}`);
  const { photos: rows } = JSON.parse(await readFile(join(to, 'manifest.json'), 'utf8'));
  expect(rows).toHaveLength(4);
  expect(await readFile(join(to, 'manifest.csv'), 'utf8')).toMatch(/Anna Adams/);
});
