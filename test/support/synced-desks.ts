import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect } from 'vitest';
import type { Scope } from '#shared/export.ts';
import { type Desk, type DeskOptions, startDesk } from './workspace.ts';

/** What most tests download. */
export const ALL_MAIN = { selection: 'all', variant: 'main' } as const;

/** Starts desks whose libraries are synced, with nothing downloaded yet; closes them after each test. */
export function syncedDesks() {
  let desks: Desk[] = [];
  afterEach(async () => {
    const ended = desks;
    desks = [];
    await Promise.all(ended.map((desk) => desk.close()));
  });
  /** `prepare` changes the organization before it is synced. */
  return async (options: DeskOptions = {}, prepare: (desk: Desk) => void = () => {}) => {
    const desk = await startDesk(options);
    desks.push(desk);
    prepare(desk);
    await desk.sync();
    return desk;
  };
}

/** The photos named, as a choice of whom work is about. */
export function scopeOf(...photos: Scope['photos']): Scope {
  return { teamIds: [], personIds: [], photos };
}

/** Models in the order of the queue, which is that of people's names. */
export function modelsOf({ workspace }: Desk): string[] {
  return workspace.library.db
    .all<{ id: string }>(
      'SELECT models.id FROM models JOIN people ON people.id = person_id ORDER BY sort_key',
    )
    .map(({ id }) => id);
}

/** The photos that HeadshotPro has of a model. */
export function photosOf({ sandbox }: Desk, modelId = ''): string[] {
  return [...sandbox.organization.model(modelId).photos.keys()].toSorted();
}

/** Every photo file of the library, by `model/photo/variant`. */
export async function storedFiles({ workspace }: Desk): Promise<Map<string, Buffer>> {
  return photoFilesBelow(workspace.library.paths.photos);
}

/** Every file below a folder of photos, by `model/photo/variant`. */
export async function photoFilesBelow(photos: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const model of await readdir(photos)) {
    for (const name of await readdir(join(photos, model))) {
      const [photo, variant] = name.split('.');
      files.set(`${model}/${photo}/${variant}`, await readFile(join(photos, model, name)));
    }
  }
  return files;
}

/** All is here, byte for byte what HeadshotPro has, recorded, and nothing is left over. */
export async function expectComplete(desk: Desk): Promise<void> {
  const [truth, files] = await Promise.all([desk.truth(), storedFiles(desk)]);
  expectSame(files, truth);
  expect(await desk.parts()).toEqual([]);
  const { counts } = desk.workspace.downloads;
  expect(counts()).toMatchObject({ queued: 0, active: 0, failed: 0 });
}

/** The same names, and for each the same bytes. */
export function expectSame(files: Map<string, Buffer>, truth: Map<string, Buffer>): void {
  expect([...files.keys()].toSorted()).toEqual([...truth.keys()].toSorted());
  for (const [name, bytes] of truth) expect(files.get(name)?.equals(bytes), name).toBe(true);
}
