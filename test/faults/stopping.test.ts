import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { planExport } from '#core/exports/plan.ts';
import { verifyZip } from '#core/exports/verify-zip.ts';
import { writeExport } from '#core/exports/write-export.ts';
import { EVERYBODY } from '#core/library/scope.ts';
import { plainDraw, plainOrganization } from '#sandbox/plain.ts';
import { startSandbox } from '#sandbox/sandbox.ts';
import type { Draw } from '#sandbox/seed.ts';
import type { ExportCandidate, ExportOptions, ExportPlan } from '#shared/export.ts';
import { createDeskWorld, type DeskWorld, type Run } from '#test/desk-world.ts';
import { exportOptions, type SampleFolder, sampleFolder, twoTeams } from '#test/export-samples.ts';
import {
  ALL_MAIN,
  expectComplete,
  expectSame,
  modelsOf,
  photoFilesBelow,
  photosOf,
  scopeOf,
  storedFiles,
  syncedDesk,
} from '#test/synced-desk.ts';
import { unzipped } from '#test/zip-readers.ts';

const until = (condition: () => boolean) =>
  vi.waitFor(() => expect(condition()).toBe(true), { timeout: 20_000, interval: 1 });

/** Plain pictures that take their time. */
function slowDraw(ms: number): { draw: Draw } {
  const draw = plainDraw();
  return {
    draw: async (...photo) => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      return draw(...photo);
    },
  };
}

describe('a download', () => {
  it('fault 35: pausing stops all at once, and resuming goes on', async () => {
    const { draw } = slowDraw(40);
    const desk = await syncedDesk({ people: 2, photos: 10, sandbox: { draw }, concurrency: 4 });
    const { downloads } = desk.workspace;
    await downloads.enqueue(EVERYBODY, ALL_MAIN);
    // One that would not end by itself for long.
    desk.sandbox.faults.add({
      match: { host: 'photos' },
      after: 3,
      times: 1,
      fault: { kind: 'stall', at: 'body' },
    });
    const run = downloads.run();
    await until(() => desk.photoRequests().length >= 6);
    downloads.pause();
    expect(downloads.activity()).toBe('paused');
    await until(() => downloads.counts().active === 0);
    expect(await desk.parts()).toEqual([]);
    const asked = desk.photoRequests().length;
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(desk.photoRequests()).toHaveLength(asked);
    downloads.resume();
    expect(downloads.activity()).toBe('running');
    expect(await run).toMatchObject({ stored: 20, failed: 0, halted: null });
    // Only what was under way has been asked for twice.
    expect(desk.photoRequests().length).toBeLessThanOrEqual(24);
    await expectComplete(desk);
    expect(downloads.activity()).toBe('idle');
  });

  it('fault 35: a run that starts paused waits, and can be stopped while it does', async () => {
    const desk = await syncedDesk();
    const { downloads } = desk.workspace;
    await downloads.enqueue(EVERYBODY, ALL_MAIN);
    downloads.pause();
    const stop = new AbortController();
    const run = downloads.run({ signal: stop.signal });
    stop.abort();
    expect(await run).toMatchObject({ stored: 0, halted: null });
    expect(desk.photoRequests()).toEqual([]);
    expect(downloads.counts()).toMatchObject({ queued: 12, active: 0 });
  });

  it('fault 35: what is cancelled stops, waiting or under way, and leaves nothing behind', async () => {
    const desk = await syncedDesk({ people: 2, photos: 6, concurrency: 4 });
    const [first = '', second = ''] = modelsOf(desk);
    desk.sandbox.faults.add({
      match: { host: 'photos', modelId: first },
      fault: { kind: 'stall', at: 'body' },
    });
    const { downloads } = desk.workspace;
    await downloads.enqueue(EVERYBODY, ALL_MAIN);
    const run = downloads.run();
    await until(() => desk.sandbox.stats().faults === 4);
    const scope = scopeOf(...photosOf(desk, first).map((photoId) => ({ modelId: first, photoId })));
    expect(await downloads.cancel(scope)).toBe(6);
    expect(await run).toMatchObject({ stored: 6, failed: 0, halted: null });
    expect(downloads.counts()).toEqual({ queued: 0, active: 0, done: 6, failed: 0, cancelled: 6 });
    expect(await desk.parts()).toEqual([]);
    expect([...(await storedFiles(desk)).keys()].every((name) => name.startsWith(second))).toBe(
      true,
    );
  });

  it('fault 35: what is cancelled and queued again in the same breath comes', async () => {
    const { draw } = slowDraw(30);
    const desk = await syncedDesk({ people: 1, photos: 6, sandbox: { draw }, concurrency: 3 });
    const { downloads } = desk.workspace;
    await downloads.enqueue(EVERYBODY, ALL_MAIN);
    const run = downloads.run();
    await until(() => desk.photoRequests().length >= 2);
    await Promise.all([downloads.cancel(EVERYBODY), downloads.enqueue(EVERYBODY, ALL_MAIN)]);
    expect(await run).toMatchObject({ failed: 0, halted: null });
    await expectComplete(desk);
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

  function planned(
    candidates: ExportCandidate[],
    changes: Partial<ExportOptions> = {},
  ): ExportPlan {
    const context = { organizationName: 'Acme', exists: existsSync };
    return planExport(exportOptions({ to, ...changes }), candidates, context);
  }

  /** Every file below `path`, sorted, with `/`. */
  async function filesBelow(path: string): Promise<string[]> {
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(path.length + 1)
          .replaceAll('\\', '/'),
      )
      .toSorted();
  }

  it('fault 35: a cancelled export leaves finished ZIPs and nothing half', async () => {
    const controller = new AbortController();
    const export_ = writeExport(planned(await twoTeams(folder)), {
      signal: controller.signal,
      onProgress: (it) => {
        if (it.phase === 'zip' && it.label === 'Ops') controller.abort();
      },
    });
    await expect(export_).rejects.toMatchObject({
      code: 'cancelled',
      message: expect.stringContaining('1 finished ZIP of 2'),
    });
    expect(await readdir(to)).toEqual(['Sales.zip']);
  });

  it('fault 35: a folder export is cancelled without a stray .part', async () => {
    const controller = new AbortController();
    const onProgress = () => controller.abort();
    const plan = planned(await twoTeams(folder), { layout: 'folder' });
    await expect(
      writeExport(plan, { signal: controller.signal, onProgress }),
    ).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(await filesBelow(to)).toEqual(['Anna Berg/anna-berg-01-favorite.jpg']);
  });
});

describe('a job of the window', () => {
  const PEOPLE = 4;
  const EACH = 4;
  const ALL = PEOPLE * EACH;
  const draw = plainDraw({ sizeBytes: 150_000 });
  let world: DeskWorld;
  let run: Run;

  beforeEach(async () => {
    const sandbox = await startSandbox({
      seed: plainOrganization({ people: PEOPLE, photosPerPerson: EACH, teams: 2 }),
      draw,
      rateLimit: 100_000,
    });
    world = await createDeskWorld({ sandbox });
    run = await world.run();
    await run.client.session.connect({ apiKey: sandbox.apiKey, remember: true });
    await run.idle();
    sandbox.requests.clear();
    sandbox.faults.add({ fault: { kind: 'delay', delayMs: 15 } });
  });
  afterEach(() => world.close());

  const startExport = (changes: Partial<ExportOptions> = {}) =>
    run.client.jobs.export({
      label: 'Everything',
      offline: false,
      options: {
        ...ALL_MAIN,
        scope: EVERYBODY,
        layout: 'zip-per-team',
        template: '{person|slug}-{number:2}',
        to: world.exportFolder,
        overwrite: false,
        ...changes,
      },
    });
  /** What a cancelled export left finished may be replaced. */
  const startAgain = () => startExport({ overwrite: true });
  const photosAsked = () => world.sandbox.requests.to('photos').length;
  const partsOfZips = () =>
    existsSync(world.exportFolder) ? inExportFolder().then((names) => names.length) : 0;
  const inExportFolder = () => readdir(world.exportFolder).catch(() => [] as string[]);
  const library = () => join(world.folder, 'libraries', world.sandbox.organization.uid);

  /** How far the work has come, by what others see of it. */
  const MOMENTS: [string, () => Promise<unknown>][] = [
    ['before it has done anything', async () => {}],
    ['while it reads lists', () => until(() => world.sandbox.requests.to('api').length >= 3)],
    ['while it lists photos', () => until(() => world.sandbox.requests.to('api').length >= 9)],
    ['when the first photo was asked for', () => until(() => photosAsked() >= 1)],
    ['in the middle of the photos', () => until(() => photosAsked() >= ALL / 2)],
    ['at the last photo', () => until(() => photosAsked() >= ALL)],
    [
      'while it packs',
      async () =>
        vi.waitFor(async () => expect(await partsOfZips()).toBeGreaterThan(0), {
          timeout: 20_000,
          interval: 1,
        }),
    ],
  ];

  /** Nothing half lies about anywhere: no part, and every ZIP under its name is whole. */
  async function expectNothingHalf(): Promise<void> {
    await vi.waitFor(async () => {
      expect(await readdir(join(library(), 'parts'))).toEqual([]);
      expect((await inExportFolder()).filter((name) => name.includes('.part'))).toEqual([]);
    });
    for (const name of await inExportFolder()) {
      expect((await verifyZip(join(world.exportFolder, name))).problems).toEqual([]);
    }
  }

  /** Both ZIPs hold every photo, byte for byte; nothing was fetched twice but what travelled. */
  async function expectAllPacked(): Promise<void> {
    const truth = new Map<string, Buffer>();
    for (const { id, photos } of world.sandbox.organization.models.values()) {
      for (const photo of photos.keys()) {
        truth.set(`${id}/${photo}/main`, Buffer.from((await draw(id, photo, 'main')).bytes));
      }
    }
    expectSame(await photoFilesBelow(join(library(), 'photos')), truth);
    expect((await inExportFolder()).toSorted()).toEqual(['Marketing.zip', 'Sales.zip']);
    const packed: Buffer[] = [];
    for (const name of await inExportFolder()) {
      for (const [entry, bytes] of await unzipped(join(world.exportFolder, name))) {
        if (entry.endsWith('.jpg')) packed.push(bytes);
      }
    }
    expect(packed.sort(Buffer.compare)).toEqual([...truth.values()].sort(Buffer.compare));
    expect(photosAsked()).toBeLessThanOrEqual(ALL + 8);
    await expectNothingHalf();
  }

  it.each(MOMENTS)(
    'fault 35: paused %s, it stops, leaves nothing half, and goes on where it was',
    async (_, moment) => {
      const { id } = await startExport();
      await moment();
      await run.client.jobs.pause({ jobId: id });
      const paused = await run.job(id, 'paused', 'done');
      if (paused.state === 'paused') {
        await expectNothingHalf();
        const asked = photosAsked();
        // What else is asked for meanwhile goes its way, and the paused job stays as it is.
        const sync = await run.client.jobs.sync({ full: false });
        await run.job(sync.id, 'done');
        expect(photosAsked()).toBe(asked);
        expect((await run.job(id, 'paused')).error).toBeNull();
        await run.client.jobs.resume({ jobId: id });
      }
      expect(await run.job(id, 'done')).toMatchObject({ failed: 0, error: null });
      await expectAllPacked();
    },
  );

  it.each(MOMENTS)(
    'fault 35: cancelled %s, it stops and leaves nothing half; asked again, it completes',
    async (_, moment) => {
      const { id } = await startExport();
      await moment();
      await run.client.jobs.cancel({ jobId: id });
      const ended = await run.job(id, 'cancelled', 'done');
      await expectNothingHalf();
      expect((await run.client.library.summary({})).totals).toMatchObject({ queued: 0, failed: 0 });
      const again = ended.state === 'done' ? null : await startAgain();
      if (again) expect(await run.job(again.id, 'done')).toMatchObject({ failed: 0 });
      await expectAllPacked();
    },
  );

  it.each(MOMENTS)(
    'fault 35: quit %s, it stops at once, and goes on at the next start',
    async (_, moment) => {
      const { id } = await startExport();
      await moment();
      await run.close();
      await expectNothingHalf();
      expect(existsSync(join(library(), 'writer.json'))).toBe(false);
      run = await world.run();
      expect(await run.job(id, 'done')).toMatchObject({ failed: 0, error: null });
      await expectAllPacked();
    },
  );

  it('fault 35: paused, then quit, it is still paused at the next start', async () => {
    const { id } = await startExport();
    await until(() => photosAsked() >= ALL / 2);
    await run.client.jobs.pause({ jobId: id });
    await run.close();
    run = await world.run();
    await run.session((it) => it.online);
    expect((await run.job(id, 'paused')).error).toBeNull();
    await run.client.jobs.resume({ jobId: id });
    await run.job(id, 'done');
    await expectAllPacked();
  });

  it('fault 35: paused and resumed and paused again in one breath, it ends as it was told last', async () => {
    const { id } = await startExport();
    await until(() => photosAsked() >= 2);
    for (let round = 0; round < 5; round++) {
      await run.client.jobs.pause({ jobId: id });
      await run.client.jobs.resume({ jobId: id });
    }
    await run.client.jobs.pause({ jobId: id });
    await run.job(id, 'paused');
    await expectNothingHalf();
    await run.client.jobs.resume({ jobId: id });
    await run.job(id, 'done');
    await expectAllPacked();
  });

  it('fault 35: while the photo host says nothing at all, pausing and quitting are prompt', async () => {
    world.sandbox.faults.clear();
    world.sandbox.faults.add({ match: { host: 'photos' }, fault: { kind: 'stall', at: 'body' } });
    const { id } = await startExport();
    await until(() => photosAsked() >= 4);
    await run.client.jobs.pause({ jobId: id });
    await run.job(id, 'paused');
    await expectNothingHalf();
    await run.client.jobs.resume({ jobId: id });
    await until(() => photosAsked() >= 8);
    await run.close();
    await expectNothingHalf();
    world.sandbox.faults.clear();
    world.sandbox.requests.clear();
    run = await world.run();
    await run.job(id, 'done');
    await expectAllPacked();
  });
});
