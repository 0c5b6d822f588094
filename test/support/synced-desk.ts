import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, vi } from 'vitest';
import { plainDraw } from '#sandbox/plain.ts';
import type { Draw } from '#sandbox/seed.ts';
import type { Scope } from '#shared/export.ts';
import { type Desk, type DeskOptions, startDesk } from './workspace.ts';

/** What most tests download. */
export const ALL_MAIN = { selection: 'all', variant: 'main' } as const;

let desks: Desk[] = [];
afterEach(async () => {
  const ended = desks;
  desks = [];
  await Promise.all(ended.map((desk) => desk.close()));
});

/** A synced library with nothing downloaded yet; `prepare` changes the organization before. */
export async function syncedDesk(
  options: DeskOptions = {},
  prepare: (desk: Desk) => void = () => {},
): Promise<Desk> {
  const desk = await startDesk(options);
  desks.push(desk);
  prepare(desk);
  await desk.sync();
  return desk;
}

/** Closes a desk before its test has ended. */
export async function closeDesk(desk: Desk): Promise<void> {
  desks = desks.filter((other) => other !== desk);
  await desk.close();
}

/** The photos named, as a choice of whom work is about. */
export function scopeOf(...photos: Scope['photos']): Scope {
  return { teamIds: [], personIds: [], photos };
}

/** Models of the sandbox in the order of the queue, which is that of people's names. */
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
export function storedFiles({ workspace }: Desk): Promise<Map<string, Buffer>> {
  return photoFilesBelow(workspace.library.paths.photos);
}

/** Every file below a folder of photos, by `model/photo/variant`. */
export async function photoFilesBelow(photos: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const model of await readdir(photos).catch(() => [])) {
    for (const name of await readdir(join(photos, model))) {
      const [photo, variant] = name.split('.');
      files.set(`${model}/${photo}/${variant}`, await readFile(join(photos, model, name)));
    }
  }
  return files;
}

/** All is here, byte for byte what HeadshotPro has, recorded, and nothing is left over. */
export async function expectComplete(desk: Desk): Promise<void> {
  const files = await expectNothingFalse(desk);
  const truth = await desk.truth();
  expect([...files.keys()].toSorted()).toEqual([...truth.keys()].toSorted());
  const { counts } = desk.workspace.downloads;
  expect(counts()).toMatchObject({ queued: 0, active: 0, failed: 0 });
}

/** Whatever is here is byte for byte what HeadshotPro has, and nothing unfinished lies about. */
export async function expectNothingFalse(desk: Desk): Promise<Map<string, Buffer>> {
  const [truth, files] = await Promise.all([desk.truth(), storedFiles(desk)]);
  for (const [name, bytes] of files) expect(truth.get(name)?.equals(bytes), name).toBe(true);
  expect(await desk.parts()).toEqual([]);
  return files;
}

/** The same names, and for each the same bytes. */
export function expectSame(files: Map<string, Buffer>, truth: Map<string, Buffer>): void {
  expect([...files.keys()].toSorted()).toEqual([...truth.keys()].toSorted());
  for (const [name, bytes] of truth) expect(files.get(name)?.equals(bytes), name).toBe(true);
}

/** Plain pictures that take their time, and how many were asked for at once. */
export function slowDraw(ms: number): { draw: Draw; simultaneous: { now: number; most: number } } {
  const draw = plainDraw();
  const simultaneous = { now: 0, most: 0 };
  return {
    simultaneous,
    draw: async (...photo) => {
      simultaneous.now++;
      simultaneous.most = Math.max(simultaneous.most, simultaneous.now);
      await new Promise((resolve) => setTimeout(resolve, ms));
      simultaneous.now--;
      return draw(...photo);
    },
  };
}

export async function until(condition: () => boolean): Promise<void> {
  await vi.waitFor(() => expect(condition()).toBe(true), { timeout: 10_000, interval: 5 });
}
