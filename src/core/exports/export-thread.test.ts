import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ExportOptions } from '#shared/export.ts';
import type { Progress } from '#shared/progress.ts';
import { exportOptions, type SampleFolder, sampleFolder } from '#test/export-samples.ts';
import { member, model, photo, SampleLibrary } from '#test/library-samples.ts';
import type { ExportedFile } from '../library/exported-files.ts';
import { runInThread } from './export-thread.ts';

const PHOTOS = Array.from({ length: 30 }, (_, index) => `photo-${index}`);

let sample: SampleLibrary;
let files: SampleFolder;
let options: ExportOptions;
beforeEach(async () => {
  sample = new SampleLibrary();
  files = await sampleFolder();
  options = exportOptions({ to: join(files.path, 'exports') });
  sample.sync({
    members: [member('anna', { name: 'Anna', modelId: 'm1' })],
    models: [model('m1')],
    photos: { m1: PHOTOS.map((id) => photo('m1', id)) },
  });
});
afterEach(async () => {
  sample.remove();
  await files.remove();
});

/** Puts the photos where the library has them. */
async function storePhotos(): Promise<void> {
  const { paths, files: table } = sample.library;
  for (const id of PHOTOS) {
    const path = paths.photo('m1', id, 'main', 'jpg');
    table.put({ modelId: 'm1', photoId: id, variant: 'main' }, await files.storeAt(path, id));
  }
}

const order = (input = options) =>
  ({ folder: sample.library.paths.folder, task: 'run', input }) as const;

it('asks before it writes, tells how far it is, and lists what it wrote when it is verified', async () => {
  await storePhotos();
  const told: string[] = [];
  const progress: Progress[] = [];
  const written: ExportedFile[] = [];
  const { report, bad } = await runInThread(order(), {
    onWriting: () => told.push(...readdirSync(files.path)),
    onProgress: (it) => progress.push(it),
    onWritten: (some) => written.push(...some),
  });
  expect(told).not.toContain('exports');
  expect(report).toMatchObject({ asked: 30, failed: [], exports: [{ photos: 30 }] });
  expect(bad).toEqual([]);
  expect(written.map(({ photoId }) => photoId).toSorted()).toEqual(PHOTOS.toSorted());
  for (const phase of ['zip', 'verify']) {
    expect(progress.findLast((it) => it.phase === phase)).toMatchObject({ done: 30, total: 30 });
  }
});

it('throws what the task throws, as it was', async () => {
  const wrong = runInThread(order({ ...options, template: '{nobody}' }));
  await expect(wrong).rejects.toMatchObject({ name: 'AppError', code: 'template_invalid' });
});

it('fails instead of waiting when the thread breaks down', async () => {
  const bug = runInThread(order({ ...options, scope: null as never }));
  await expect(bug).rejects.toThrow(TypeError);
});

it('does not begin when it is cancelled already, or before it writes', async () => {
  await storePhotos();
  const cancelled = { code: 'cancelled' };
  const signal = AbortSignal.abort();
  await expect(runInThread(order(), { signal })).rejects.toMatchObject(cancelled);
  const stop = new AbortController();
  const stopped = runInThread(order(), { signal: stop.signal });
  stop.abort();
  await expect(stopped).rejects.toMatchObject(cancelled);
  expect(readdirSync(files.path)).not.toContain('exports');
});

it('leaves nothing half-written when it is cancelled while it writes', async () => {
  await storePhotos();
  const stop = new AbortController();
  const stopped = runInThread(order(), {
    signal: stop.signal,
    onProgress: () => stop.abort(),
  });
  await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
  expect(readdirSync(options.to)).toEqual([]);
});

it('fails when what it has written cannot be put down', async () => {
  await storePhotos();
  mkdirSync(options.to);
  const full = runInThread(order(), {
    onWritten: () => {
      throw new Error('the catalogue is full');
    },
  });
  await expect(full).rejects.toThrow('the catalogue is full');
});
