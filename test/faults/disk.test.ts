import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, statSync } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { planExport } from '#core/exports/plan.ts';
import { verifyZip } from '#core/exports/verify-zip.ts';
import { writeExport } from '#core/exports/write-export.ts';
import { EVERYBODY } from '#core/library/scope.ts';
import { plainDraw, plainOrganization } from '#sandbox/plain.ts';
import { startSandbox } from '#sandbox/sandbox.ts';
import type { Draw } from '#sandbox/seed.ts';
import { AppError } from '#shared/errors.ts';
import type { ExportPlan } from '#shared/export.ts';
import { createDeskWorld, type DeskWorld, type Run } from '#test/desk-world.ts';
import { CAN_MOUNT, smallDisks } from '#test/disks.ts';
import { candidate, exportOptions, type SampleFolder, sampleFolder } from '#test/export-samples.ts';
import {
  ALL_MAIN,
  expectComplete,
  expectSame,
  photoFilesBelow,
  storedFiles,
  syncedDesk,
} from '#test/synced-desk.ts';

const smallDisk = smallDisks();

const until = (condition: () => boolean) =>
  vi.waitFor(() => expect(condition()).toBe(true), { timeout: 20_000, interval: 5 });

/** Plain pictures that take their time. */
function slowDraw(ms: number): Draw {
  const draw = plainDraw();
  return async (...photo) => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    return draw(...photo);
  };
}

describe('a download', () => {
  it('fault 16: a full disk stops all with one message; with space it goes on', async () => {
    const desk = await syncedDesk({ people: 2, photos: 6 });
    const { downloads, library } = desk.workspace;
    await downloads.enqueue(EVERYBODY, ALL_MAIN);
    const { createPart } = library.store;
    let made = 0;
    library.store.createPart = () => {
      const part = createPart();
      if (++made <= 4) return part;
      const full = new AppError('disk_full', 'The disk is full.');
      return { ...part, write: () => Promise.reject(full) };
    };
    const { halted, failed, stored: before } = await downloads.run();
    expect(halted).toEqual({ code: 'disk_full', message: 'The disk is full.' });
    expect(failed).toBe(0);
    expect(await desk.parts()).toEqual([]);
    library.store.createPart = createPart;
    desk.sandbox.requests.clear();
    expect(await downloads.run()).toMatchObject({ stored: 12 - before, halted: null });
    expect(desk.photoRequests()).toHaveLength(12 - before);
    await expectComplete(desk);
  });

  it('fault 16: a library folder that goes away is not made anew; once it is back, all goes on', async () => {
    const desk = await syncedDesk({
      people: 2,
      photos: 8,
      sandbox: { draw: slowDraw(10) },
      concurrency: 2,
    });
    const { downloads, library } = desk.workspace;
    await downloads.enqueue(EVERYBODY, ALL_MAIN);
    const elsewhere = `${library.paths.folder}-unplugged`;
    const run = downloads.run();
    await until(() => downloads.counts().done >= 4);
    await rename(library.paths.folder, elsewhere);
    const { halted, failed } = await run;
    expect(halted?.code).toBe('disk_failed');
    expect(halted?.message).toMatch(/Check that its disk is connected/);
    expect(failed).toBe(0);
    // Tried again while it is away, it says the same, and puts nothing in its place.
    expect((await downloads.run()).halted?.code).toBe('disk_failed');
    expect(existsSync(library.paths.folder)).toBe(false);
    await rename(elsewhere, library.paths.folder);
    const before = (await storedFiles(desk)).size;
    desk.sandbox.requests.clear();
    expect(await downloads.run()).toMatchObject({ failed: 0, halted: null });
    expect(desk.photoRequests()).toHaveLength(16 - before);
    await expectComplete(desk);
  });

  it.skipIf(!CAN_MOUNT)('fault 16: a really full disk, and then a larger one', async () => {
    const disk = smallDisk('size=24m');
    const draw = plainDraw({ sizeBytes: 1_500_000 });
    const desk = await syncedDesk({ people: 2, photos: 12, root: disk.path, sandbox: { draw } });
    const { halted, failed } = await desk.downloadAll();
    expect(halted?.code).toBe('disk_full');
    expect(halted?.message).toMatch(/is full. Free some space/);
    expect(failed).toBe(0);
    // What is there is whole: nothing half is presented as a photo.
    const [files, truth] = await Promise.all([storedFiles(desk), desk.truth()]);
    for (const [name, bytes] of files) expect(truth.get(name)?.equals(bytes), name).toBe(true);
    const again = await desk.downloadAll();
    expect(again).toMatchObject({ stored: 0, halted: { code: 'disk_full' } });
    expect(again.halted?.message).toMatch(/is full but for \d+ MB. Free some space/);
    disk.change('size=60m');
    expect(files.size).toBeGreaterThan(0);
    desk.sandbox.requests.clear();
    expect(await desk.downloadAll()).toMatchObject({ failed: 0, halted: null });
    expect(desk.photoRequests().length).toBeLessThanOrEqual(24 - files.size);
    await expectComplete(desk);
    desk.closeLibrary();
  });
});

describe.skipIf(!CAN_MOUNT)('a sync', () => {
  it('fault 16: onto a full disk says so and keeps what was there; with space it completes', async () => {
    const disk = smallDisk('size=3m');
    const desk = await syncedDesk({ people: 2, photos: 3, root: disk.path });
    const people = desk.workspace.library.db.all('SELECT id, name FROM people ORDER BY id');
    for (const { id } of desk.sandbox.organization.models.values()) {
      desk.sandbox.organization.addPhotos(id, 400);
    }
    fill(disk.path);
    await expect(desk.sync()).rejects.toMatchObject({
      code: 'disk_full',
      message: expect.stringMatching(/is full\. Free some space/),
    });
    const { db } = desk.workspace.library;
    expect(db.all('SELECT id, name FROM people ORDER BY id')).toEqual(people);
    disk.change('size=60m');
    await desk.sync();
    expect(db.get('SELECT COUNT(*) AS n FROM photos')).toEqual({ n: 806 });
    expect(db.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
    desk.closeLibrary();
  });
});

describe('an export', () => {
  let folder: SampleFolder;
  let to: string;
  beforeEach(async () => {
    folder = await sampleFolder();
    to = join(folder.path, 'exports');
  });
  afterEach(() => folder.remove());

  /** So many photos of one team, all of the same 200 KB file. */
  async function planned(
    photos: number,
    changes: Partial<Parameters<typeof exportOptions>[0]> = {},
  ) {
    const file = await folder.store('big', 200_000);
    const candidates = Array.from({ length: photos }, (_, i) =>
      candidate({ photoId: `${i}`, file }),
    );
    const context = { organizationName: 'Acme', exists: existsSync };
    return planExport(exportOptions({ to, ...changes }), candidates, context);
  }

  it('fault 16: a disk that stops taking bytes half-way is said plainly, and nothing stays', async () => {
    // The shell's file size limit (in blocks of at most 1 KiB) stands in for a full disk.
    const plan = await planned(100);
    const child = await startExport(folder.path, plan, 'trap "" XFSZ; ulimit -f 4096;');
    let errors = '';
    child.stderr.on('data', (piece) => {
      errors += String(piece);
    });
    const exitCode = await new Promise((resolve) => child.once('close', resolve));
    expect({ exitCode, errors }).toEqual({
      exitCode: 3,
      errors: expect.stringMatching(/^disk_failed .*EFBIG/),
    });
    expect(await readdir(to)).toEqual([]);
  });

  it('fault 16: larger than the disk is refused before it starts', async () => {
    const file = { ...(await folder.store('x')), sizeBytes: 1e15 };
    const context = { organizationName: 'Acme', exists: existsSync };
    const plan = planExport(exportOptions({ to }), [candidate({ file })], context);
    await expect(writeExport(plan)).rejects.toMatchObject({
      code: 'disk_full',
      message: expect.stringMatching(/needs 1,000,000,001 MB.*has only [\d,]+ MB/),
    });
    expect(await readdir(to)).toEqual([]);
  });

  it.skipIf(!CAN_MOUNT).each(['zip-per-team', 'folder'] as const)(
    'fault 16: as %s onto a disk that fills up meanwhile leaves nothing half, and is whole with space',
    async (layout) => {
      const disk = smallDisk('size=30m');
      to = join(disk.path, 'exports');
      const plan = await planned(100, { layout });
      let filled = false;
      const writing = writeExport(plan, {
        onProgress: ({ phase, done }) => {
          if (filled || (phase === 'zip' && done < 5)) return;
          filled = true;
          fill(disk.path);
        },
      });
      await expect(writing).rejects.toMatchObject({
        code: 'disk_full',
        message: expect.stringMatching(/is full|has only/),
      });
      const left = await readdir(to, { recursive: true });
      expect(left.filter((name) => /\.part|\.zip$/.test(name))).toEqual([]);
      for (const name of left.filter((it) => it.endsWith('.jpg'))) {
        expect(statSync(join(to, name)).size).toBe(200_000);
      }
      await rm(join(disk.path, 'filler'));
      disk.change('size=60m');
      const again = await planned(100, { layout, overwrite: true });
      expect(await writeExport(again)).toMatchObject({ failed: [], exports: [{ photos: 100 }] });
      if (layout === 'zip-per-team') {
        expect((await verifyZip(join(to, 'Sales.zip'))).problems).toEqual([]);
      }
    },
  );

  it.skipIf(!CAN_MOUNT)(
    'fault 16: into a folder that cannot be written says so at once',
    async () => {
      const disk = smallDisk('size=1m');
      disk.change('ro');
      to = join(disk.path, 'exports');
      await expect(writeExport(await planned(2))).rejects.toMatchObject({ code: 'disk_failed' });
    },
  );
});

describe('the app', () => {
  let world: DeskWorld;
  let run: Run;
  let isOpen = false;
  const draw = plainDraw({ sizeBytes: 30_000 });
  beforeEach(() => inWorldOn(undefined));
  afterEach(async () => {
    isOpen = false;
    await world.close();
  });

  /** In place of the world before, one whose files are all on this disk. */
  async function inWorldOn(folder: string | undefined): Promise<void> {
    if (isOpen) await world.close();
    isOpen = true;
    const sandbox = await startSandbox({
      seed: plainOrganization({ people: 3, photosPerPerson: 4 }),
      draw,
      rateLimit: 100_000,
    });
    world = await createDeskWorld({ sandbox, ...(folder && { folder }) });
    run = await world.run();
  }

  const everything = {
    scope: EVERYBODY,
    selection: 'all' as const,
    variant: 'main' as const,
    label: 'Everything',
  };
  const libraryFolder = () => join(world.folder, 'libraries', world.sandbox.organization.uid);
  const connect = () =>
    run.client.session.connect({ apiKey: world.sandbox.apiKey, remember: true });

  async function expectAllHere(): Promise<void> {
    const truth = new Map<string, Buffer>();
    for (const { id, photos } of world.sandbox.organization.models.values()) {
      for (const photo of photos.keys()) {
        truth.set(`${id}/${photo}/main`, Buffer.from((await draw(id, photo, 'main')).bytes));
      }
    }
    expectSame(await photoFilesBelow(join(libraryFolder(), 'photos')), truth);
  }

  it('fault 16: unplugged in the middle, the job waits and says why; plugged in, it goes on', async () => {
    await connect();
    await run.idle();
    world.sandbox.faults.add({
      match: { host: 'photos' },
      after: 4,
      fault: { kind: 'delay', delayMs: 200 },
    });
    const { id } = await run.client.jobs.download(everything);
    await until(() => world.sandbox.stats().photoRequests > 4);
    const elsewhere = `${libraryFolder()}-unplugged`;
    await rename(libraryFolder(), elsewhere);
    const paused = await run.job(id, 'paused');
    expect(paused.error).toMatchObject({
      code: 'disk_failed',
      message: expect.stringMatching(/Check that its disk is connected/),
    });
    expect(paused.failed).toBe(0);
    expect(existsSync(libraryFolder())).toBe(false);

    await rename(elsewhere, libraryFolder());
    const before = (await photoFilesBelow(join(libraryFolder(), 'photos'))).size;
    world.sandbox.faults.clear();
    world.sandbox.requests.clear();
    await run.client.jobs.resume({ jobId: id });
    await run.job(id, 'done');
    expect(world.sandbox.requests.to('photos')).toHaveLength(12 - before);
    await expectAllHere();
  });

  it('fault 16: started without its disk it does not begin a library in its place', async () => {
    await connect();
    await run.idle();
    await run.close();
    const root = join(world.folder, 'libraries');
    await rename(root, `${root}-unplugged`);
    run = await world.run();
    await expect(connect()).rejects.toMatchObject({
      code: 'disk_failed',
      message: expect.stringMatching(/Plain & Sons is not there\. Connect its disk and try again/),
    });
    expect(existsSync(root)).toBe(false);
    await rename(`${root}-unplugged`, root);
    await connect();
    expect((await run.client.library.summary({})).totals.people).toBe(3);
  });

  it.skipIf(!CAN_MOUNT)(
    'fault 16: where its disk cannot be written, the library is shown; then all goes on',
    async () => {
      const disk = smallDisk('size=60m');
      await inWorldOn(disk.path);
      await connect();
      const { id } = await run.client.jobs.download(everything);
      await run.job(id, 'done');
      await run.close();

      disk.change('ro');
      run = await world.run();
      const shown = await run.session((it) => it.online);
      expect(shown).toMatchObject({
        problem: { code: 'disk_failed', message: expect.stringMatching(/cannot be written/) },
      });
      expect((await run.client.library.summary({})).totals).toMatchObject({
        people: 3,
        stored: 12,
      });
      // A picture can be seen although none can be made and kept.
      const [model] = world.sandbox.organization.models.values();
      const key = { modelId: model?.id ?? '', photoId: [...(model?.photos.keys() ?? [])][0] ?? '' };
      const picture = await run.desk.picture(key, 'thumb');
      expect((await readFile(picture.path)).length).toBeGreaterThan(10_000);
      await expect(run.client.jobs.download(everything)).rejects.toThrow(/cannot be written/);

      disk.change('rw');
      expect(await run.client.session.retry({})).toMatchObject({ problem: null, online: true });
      const again = await run.client.jobs.download(everything);
      await run.job(again.id, 'done');
      await expectAllHere();
      await run.close();
    },
  );

  it.skipIf(!CAN_MOUNT)(
    'fault 16: settings, jobs and pictures that cannot be saved stop nothing',
    async () => {
      const disk = smallDisk('size=4m');
      await inWorldOn(disk.path);
      world.settings.set = () => {
        throw new AppError('disk_failed', 'The settings could not be saved.');
      };
      await connect();
      await run.idle();
      fill(disk.path);
      const { id } = await run.client.jobs.download(everything).catch((error: unknown) => {
        expect(error).toMatchObject({ code: 'disk_full' });
        return { id: null };
      });
      if (id !== null) {
        const paused = await run.job(id, 'paused');
        expect(paused.error).toMatchObject({ code: 'disk_full' });
      }
      expect((await run.client.library.summary({})).totals.people).toBe(3);
      disk.change('size=60m');
      const job = id === null ? await run.client.jobs.download(everything) : { id };
      if (id !== null) await run.client.jobs.resume({ jobId: id });
      await run.job(job.id, 'done');
      await expectAllHere();
      await run.close();
    },
  );
});

/** Takes all the room that is left. */
function fill(folder: string): void {
  // Whole blocks first, then what is left byte by byte.
  for (const bytes of [1_000_000, 100_000, 4096, 1]) {
    try {
      for (;;) appendFileSync(join(folder, 'filler'), Buffer.alloc(bytes));
    } catch {
      // Full.
    }
  }
}

/** Runs `plan` in a process of its own. It exits with 3 and `code message` when that fails. */
async function startExport(folder: string, plan: ExportPlan, before = '') {
  const module = join(import.meta.dirname, '../../src/core/exports/write-export.ts');
  const input = join(folder, 'plan.json');
  const script = join(folder, 'export.ts');
  await writeFile(input, JSON.stringify(plan));
  await writeFile(
    script,
    `import { readFileSync } from 'node:fs';
    import { writeExport } from ${JSON.stringify(module)};
    try {
      await writeExport(JSON.parse(readFileSync(${JSON.stringify(input)}, 'utf8')));
    } catch (error) {
      process.stderr.write(error.code + ' ' + error.message + ' ' + error.cause?.code);
      process.exitCode = 3;
    }`,
  );
  return spawn('sh', ['-c', `${before} exec "$0" "$1"`, process.execPath, script]);
}
