import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Scope } from '#shared/export.ts';
import { favorite, member, model, photo, SampleLibrary } from '#test/library-samples.ts';
import { chosenPhotos } from './chosen-photos.ts';
import { chosenSlices } from './chosen-slices.ts';
import { EVERYBODY } from './scope.ts';

/** More than are read in one go. */
const PEOPLE = 45;

let sample: SampleLibrary;
afterEach(() => sample.remove());
beforeEach(() => {
  sample = new SampleLibrary();
  const numbers = Array.from({ length: PEOPLE }, (_, index) => String(index).padStart(2, '0'));
  sample.sync({
    teams: [
      { id: 't0', name: 'Sales' },
      { id: 't1', name: 'Berlin' },
    ],
    members: numbers.map((n) =>
      member(`p${n}`, { name: `Person ${n}`, teamId: `t${Number(n) % 2}`, modelId: `m${n}` }),
    ),
    models: numbers.map((n) => model(`m${n}`)),
    photos: Object.fromEntries(
      numbers.map((n) => [`m${n}`, [photo(`m${n}`, `a${n}`), photo(`m${n}`, `b${n}`)]]),
    ),
    favorites: numbers.map((n) => favorite(`b${n}`, { modelId: `m${n}` })),
  });
});

function chosen(scope: Partial<Scope> = {}, selection: 'all' | 'favorites' = 'all'): string[] {
  const { db, paths } = sample.library;
  const choice = { selection, variant: 'main' } as const;
  return [...chosenPhotos(db, paths, { ...EVERYBODY, ...scope }, choice)].map((it) => it.photoId);
}

it('gives each person once, a few at a time', () => {
  const slices = [...chosenSlices(sample.library.db, EVERYBODY, 'all', 20)];
  expect(slices.map(({ personIds }) => personIds.length)).toEqual([20, 20, 5]);
  expect(new Set(slices.flatMap(({ personIds }) => personIds)).size).toBe(PEOPLE);
});

it('keeps the order of an export from slice to slice', () => {
  const photos = chosen();
  expect(photos).toHaveLength(PEOPLE * 2);
  expect(photos.slice(0, 4)).toEqual(['b01', 'a01', 'b03', 'a03']);
  const people = photos.map((id) => Number(id.slice(1)));
  const inOrder = people.toSorted((a, b) => (b % 2) - (a % 2) || a - b);
  expect(people).toEqual(inOrder);
});

it('chooses favorites and single photos in every slice', () => {
  expect(chosen({}, 'favorites').toSorted()).toEqual(
    Array.from({ length: PEOPLE }, (_, index) => `b${String(index).padStart(2, '0')}`),
  );
  const photos = [
    { modelId: 'm01', photoId: 'a01' },
    { modelId: 'm44', photoId: 'b44' },
  ];
  expect(chosen({ photos })).toEqual(['a01', 'b44']);
  expect(chosen({ photos, personIds: ['p20'] })).toEqual(['a01', 'b20', 'a20', 'b44']);
  expect(chosen({ photos, modelIds: ['m30'] })).toEqual(['a01', 'b30', 'a30', 'b44']);
});

it('lets the library be changed half-way', async () => {
  const { db, paths, files } = sample.library;
  sample.store('m01', 'b01');
  const photos = chosenPhotos(db, paths, EVERYBODY, { selection: 'all', variant: 'main' });
  const seen: string[] = [];
  for (const { modelId, photoId, file } of photos) {
    await Promise.resolve();
    seen.push(photoId);
    if ('path' in file) files.setState({ modelId, photoId, variant: file.variant }, 'missing');
  }
  expect(new Set(seen).size).toBe(PEOPLE * 2);
  expect(files.get({ modelId: 'm01', photoId: 'b01', variant: 'main' })?.state).toBe('missing');
});
