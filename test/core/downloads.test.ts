import { rm, truncate } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { EVERYBODY } from '#core/library/scope.ts';
import type { Progress } from '#shared/progress.ts';
import {
  ALL_MAIN,
  expectComplete,
  modelsOf,
  photosOf,
  scopeOf,
  slowDraw,
  storedFiles,
  syncedDesk,
  until,
} from '#test/synced-desk.ts';

describe('downloading', () => {
  it('brings every photo, byte for byte, with one batch call for each person', async () => {
    const desk = await syncedDesk({ people: 3, photos: 5 });
    const outcome = await desk.downloadAll();
    expect(outcome).toMatchObject({ stored: 15, adopted: 0, failed: 0, halted: null });
    await expectComplete(desk);
    expect(desk.batchCalls()).toHaveLength(3);
    expect(new Set(desk.batchCalls()).size).toBe(3);
    expect(desk.photoRequests()).toHaveLength(15);
    expect(desk.sandbox.stats().keysSeenByPhotoHost).toBe(0);
    const total = [...(await desk.truth()).values()].reduce((sum, bytes) => sum + bytes.length, 0);
    expect(outcome.storedBytes).toBe(total);
  });

  it('fetches nothing a second time', async () => {
    const desk = await syncedDesk();
    await desk.downloadAll();
    desk.sandbox.requests.clear();
    expect(await desk.downloadAll()).toMatchObject({ stored: 0, adopted: 0, halted: null });
    expect(desk.photoRequests()).toEqual([]);
  });

  it('asks for 200 photos a call, and for the rest of a large shoot in another', async () => {
    const desk = await syncedDesk({ people: 1, photos: 230 });
    expect(await desk.downloadAll()).toMatchObject({ stored: 230, failed: 0 });
    expect(desk.batchCalls()).toHaveLength(2);
  });

  it('takes the other size where HeadshotPro has only that, and remembers it', async () => {
    const desk = await syncedDesk({ people: 1, photos: 3 });
    const [modelId = ''] = modelsOf(desk);
    const [onlyMain = ''] = photosOf(desk, modelId);
    desk.sandbox.organization.photo(modelId, onlyMain).variants = ['main'];
    const { downloads } = desk.workspace;
    const choice = { selection: 'all', variant: 'original' } as const;
    await downloads.enqueue(EVERYBODY, choice);
    expect(await downloads.run()).toMatchObject({ stored: 3, failed: 0 });
    const files = await storedFiles(desk);
    const variants = [...files.keys()].map((name) => name.split('/')[2]).toSorted();
    expect(variants).toEqual(['main', 'original', 'original']);
    expect(files.has(`${modelId}/${onlyMain}/main`)).toBe(true);
    expect(await downloads.enqueue(EVERYBODY, choice)).toBe(0);
  });

  it('does not fetch the other size when that is here already', async () => {
    const desk = await syncedDesk({ people: 1, photos: 2 }, ({ sandbox }) => {
      for (const { photos } of sandbox.organization.models.values()) {
        for (const photo of photos.values()) photo.variants = ['main'];
      }
    });
    await desk.downloadAll();
    desk.sandbox.requests.clear();
    const { downloads } = desk.workspace;
    await downloads.enqueue(EVERYBODY, { selection: 'all', variant: 'original' });
    expect(await downloads.run()).toMatchObject({ stored: 0, adopted: 2, failed: 0 });
    expect(desk.photoRequests()).toEqual([]);
  });

  it('works on the part that is named; the rest of the queue stays', async () => {
    const desk = await syncedDesk({ people: 3, photos: 4 });
    const { downloads } = desk.workspace;
    await downloads.enqueue(EVERYBODY, ALL_MAIN);
    const [, second = ''] = modelsOf(desk);
    const scope = scopeOf(
      ...photosOf(desk, second).map((photoId) => ({ modelId: second, photoId })),
    );
    const seen: Progress[] = [];
    const outcome = await downloads.run({
      within: { scope, ...ALL_MAIN },
      onProgress: (progress) => seen.push(progress),
    });
    expect(outcome).toMatchObject({ stored: 4, halted: null });
    expect(desk.photoRequests().every((name) => name.startsWith(second))).toBe(true);
    expect(downloads.counts()).toMatchObject({ queued: 8, done: 4 });
    expect(seen.every(({ total }) => total === 4)).toBe(true);
    expect(seen.at(-1)).toMatchObject({ done: 4, total: 4, failed: 0 });
  });

  it('takes in files whose rows were lost without asking for one photo', async () => {
    const desk = await syncedDesk();
    await desk.downloadAll();
    const { catalogue } = desk.workspace.library.paths;
    desk.closeLibrary();
    for (const suffix of ['', '-wal', '-shm']) await rm(catalogue + suffix, { force: true });
    desk.reopen();
    await desk.sync();
    desk.sandbox.requests.clear();
    expect(await desk.downloadAll()).toMatchObject({ stored: 0, adopted: 12, failed: 0 });
    expect(desk.photoRequests()).toEqual([]);
    expect(desk.batchCalls()).toEqual([]);
    await expectComplete(desk);
  });

  it('does not take in a file that was cut off: it is fetched again', async () => {
    const desk = await syncedDesk({ people: 1, photos: 2 });
    await desk.downloadAll();
    const { db, paths } = desk.workspace.library;
    const [modelId = ''] = modelsOf(desk);
    const [photoId = ''] = photosOf(desk, modelId);
    await truncate(paths.photo(modelId, photoId, 'main', 'jpg'), 2_000);
    db.run('DELETE FROM files');
    desk.sandbox.requests.clear();
    expect(await desk.downloadAll()).toMatchObject({ stored: 1, adopted: 1 });
    expect(desk.photoRequests()).toEqual([`${modelId}/${photoId}/main`]);
    await expectComplete(desk);
  });
});

describe('the queue under way', () => {
  it('never has more photos travelling than it may, and follows a change at once', async () => {
    const { draw, simultaneous } = slowDraw(30);
    const desk = await syncedDesk({ people: 4, photos: 20, sandbox: { draw }, concurrency: 3 });
    const { downloads } = desk.workspace;
    await downloads.enqueue(EVERYBODY, ALL_MAIN);
    const run = downloads.run();
    await until(() => desk.photoRequests().length >= 12);
    expect(simultaneous.most).toBe(3);
    downloads.setConcurrency(6);
    await until(() => simultaneous.most === 6);
    downloads.setConcurrency(1);
    await until(() => simultaneous.now <= 1);
    simultaneous.most = 0;
    const before = desk.photoRequests().length;
    await until(() => desk.photoRequests().length >= before + 3);
    expect(simultaneous.most).toBe(1);
    downloads.setConcurrency(8);
    expect(await run).toMatchObject({ stored: 80, failed: 0 });
  });

  it('takes what is put first next', async () => {
    const { draw } = slowDraw(20);
    const desk = await syncedDesk({ people: 3, photos: 4, concurrency: 1, sandbox: { draw } });
    const { downloads } = desk.workspace;
    const [first = '', , third = ''] = modelsOf(desk);
    await downloads.enqueue(EVERYBODY, ALL_MAIN);
    const [urgent = ''] = photosOf(desk, third);
    const run = downloads.run();
    await until(() => desk.photoRequests().length === 2);
    expect(downloads.prioritise(scopeOf({ modelId: third, photoId: urgent }), 5)).toBe(1);
    expect(await run).toMatchObject({ stored: 12, failed: 0 });
    const order = desk.photoRequests();
    expect(order.slice(0, 2).every((name) => name.startsWith(first))).toBe(true);
    // One more may have set out when it was moved.
    expect(order.slice(2, 4)).toContain(`${third}/${urgent}/main`);
    expect(order).toHaveLength(12);
  });

  it('takes in what is queued while it works', async () => {
    const { draw } = slowDraw(10);
    const desk = await syncedDesk({ people: 2, photos: 4, sandbox: { draw }, concurrency: 2 });
    const { downloads } = desk.workspace;
    const [first = ''] = modelsOf(desk);
    await downloads.enqueue(
      scopeOf({ modelId: first, photoId: photosOf(desk, first)[0] ?? '' }),
      ALL_MAIN,
    );
    const run = downloads.run();
    await downloads.enqueue(EVERYBODY, ALL_MAIN);
    expect(await run).toMatchObject({ stored: 8 });
  });

  it('refuses a second run beside the first', async () => {
    const desk = await syncedDesk();
    await desk.workspace.downloads.enqueue(EVERYBODY, ALL_MAIN);
    const first = desk.workspace.downloads.run();
    await expect(desk.workspace.downloads.run()).rejects.toThrow('running already');
    expect(await first).toMatchObject({ stored: 12 });
  });

  it('after a run that was stopped, the next fetches only what is missing', async () => {
    const { draw } = slowDraw(15);
    const desk = await syncedDesk({ people: 2, photos: 10, sandbox: { draw }, concurrency: 4 });
    const stop = new AbortController();
    await desk.workspace.downloads.enqueue(EVERYBODY, ALL_MAIN);
    const run = desk.workspace.downloads.run({ signal: stop.signal });
    await until(() => desk.workspace.downloads.counts().done >= 6);
    stop.abort();
    const { stored: before } = await run;
    expect(await desk.parts()).toEqual([]);
    expect(desk.workspace.downloads.counts().active).toBe(0);
    const { downloads } = desk.reopen();
    desk.sandbox.requests.clear();
    expect(await downloads.run()).toMatchObject({ stored: 20 - before, failed: 0 });
    expect(desk.photoRequests()).toHaveLength(20 - before);
    await expectComplete(desk);
  });
});
