import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { plainDraw, plainOrganization } from '#sandbox/plain.ts';
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts';
import { cliRunner } from '#test/cli-runner.ts';
import { photoFilesBelow } from '#test/synced-desk.ts';

const ENTRY = join(import.meta.dirname, '../../src/cli/headshot-desk.ts');
const PHOTOS = 12;
/** Larger than what is held in memory until it is checked, so that each has a `.part`. */
const LARGE = 3_000_000;

let folder: string;
let sandbox: Sandbox;
let child: ChildProcess | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headshot-desk-terminal-'));
  const seed = plainOrganization({ people: 3, photosPerPerson: 4 });
  const draw = plainDraw({ sizeBytes: LARGE });
  sandbox = await startSandbox({ seed, draw, rateLimit: 100_000 });
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

it.skipIf(process.platform === 'win32')(
  'fault 35: the terminal is closed: it stops, leaves no .part, and goes on when it is run again',
  async () => {
    const root = join(folder, 'libraries');
    const library = join(root, sandbox.organization.uid);
    sandbox.faults.add({
      match: { host: 'photos' },
      after: 4,
      fault: { kind: 'stall', at: 'body' },
    });
    child = spawn(process.execPath, [ENTRY, 'download', '--debug'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        HEADSHOT_DESK_LIBRARY: root,
        HEADSHOTPRO_API_URL: sandbox.apiUrl,
        HEADSHOTPRO_API_KEY: sandbox.apiKey,
      },
    });
    child.stderr?.resume();
    await vi.waitFor(
      async () => {
        expect((await photoFilesBelow(join(library, 'photos'))).size).toBe(4);
        expect(await readdir(join(library, 'parts'))).toHaveLength(PHOTOS - 4);
      },
      { timeout: 30_000 },
    );
    const ended = once(child, 'exit');
    child.stdout?.destroy();
    child.stderr?.destroy();
    child.kill('SIGHUP');
    expect(await ended).toEqual([130, null]);
    expect(await readdir(join(library, 'parts'))).toEqual([]);

    sandbox.faults.clear();
    sandbox.requests.clear();
    expect((await cliRunner(sandbox, root)('download')).status).toBe(0);
    expect(sandbox.stats().photoRequests).toBe(PHOTOS - 4);
  },
);
