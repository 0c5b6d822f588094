import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainDraw, plainOrganization } from '#sandbox/plain.ts';
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts';
import { cliRunner } from '#test/cli-runner.ts';
import { CAN_MOUNT, smallDisks } from '#test/disks.ts';

const smallDisk = smallDisks();

let sandbox: Sandbox;
let folder: string;
beforeEach(async () => {
  const seed = plainOrganization({ people: 2, photosPerPerson: 2 });
  sandbox = await startSandbox({ seed, draw: plainDraw(), rateLimit: 100_000 });
  folder = mkdtempSync(join(tmpdir(), 'headshot-desk-unplugged-'));
});
afterEach(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

describe('the command line and a library on a disk of its own', () => {
  it.skipIf(!CAN_MOUNT).each([
    ['below its mount point', 'headshots'],
    ['in its mount point itself', ''],
  ])('fault 16: %s, unplugged, begins none in its place, and says which disk', async (_, below) => {
    const disk = smallDisk('size=60m');
    const root = join(disk.path, below);
    const env = { HEADSHOT_DESK_STATE: join(folder, 'state') };
    const run = cliRunner(sandbox, root);
    const first = await run('download', { cwd: folder, env });
    expect([first.status, first.stderr]).toEqual([
      0,
      expect.stringContaining('a new one is begun'),
    ]);
    const second = await run('download', { cwd: folder, env });
    expect([second.status, second.stderr]).toEqual([0, expect.not.stringContaining('begun')]);
    disk.unplug();

    sandbox.requests.clear();
    const unplugged = await run('download --json', { cwd: folder, env });
    expect(unplugged.status).toBe(5);
    expect(unplugged.json).toMatchObject({
      error: {
        code: 'disk_failed',
        message: expect.stringMatching(
          /on a disk that is not connected \(.*\)\. Connect it and try again; or make that folder/,
        ),
      },
    });
    expect(unplugged.stderr).toContain(disk.path);
    expect(readdirSync(disk.path)).toEqual([]);
    expect(sandbox.stats().photoRequests).toBe(0);

    // Told to begin anew, it does.
    mkdirSync(join(root, sandbox.organization.uid), { recursive: true });
    expect((await run('download', { cwd: folder, env })).status).toBe(0);
  });

  it('fault 16: removed from the system’s own disk, it is begun anew, and said so', async () => {
    const root = join(folder, 'library');
    const env = { HEADSHOT_DESK_STATE: join(folder, 'state') };
    const run = cliRunner(sandbox, root);
    expect((await run('sync', { cwd: folder, env })).status).toBe(0);
    rmSync(root, { recursive: true });
    const again = await run('sync', { cwd: folder, env });
    expect([again.status, again.stderr]).toEqual([
      0,
      expect.stringContaining('a new one is begun'),
    ]);
  });

  it('fault 16: a memory of disks that is damaged or cannot be written stops nothing', async () => {
    mkdirSync(join(folder, 'state'));
    writeFileSync(join(folder, 'state/disks.json'), '{"half');
    const run = cliRunner(sandbox, join(folder, 'library'));
    for (const state of ['state', 'state/disks.json']) {
      const env = { HEADSHOT_DESK_STATE: join(folder, state) };
      expect((await run('sync', { cwd: folder, env })).status).toBe(0);
    }
  });
});
