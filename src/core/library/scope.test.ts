import { afterEach, beforeEach, expect, it } from 'vitest';
import { member, model, SampleLibrary } from '#test/library-samples.ts';
import { EVERYBODY, scopeSlices } from './scope.ts';

/** More than one slice takes. */
const PEOPLE = 45;
const ids = Array.from({ length: PEOPLE }, (_, index) => `p${String(index).padStart(2, '0')}`);

let sample: SampleLibrary;
afterEach(() => sample.remove());
beforeEach(() => {
  sample = new SampleLibrary();
  sample.sync({
    teams: [{ id: 't1', name: 'Sales' }],
    members: ids.map((id, index) => member(id, { name: id, teamId: index < 25 ? 't1' : null })),
    models: [model('m1')],
  });
});

const slices = (scope: Partial<typeof EVERYBODY>) => [
  ...scopeSlices(sample.library.db, { ...EVERYBODY, ...scope }),
];
const people = (scope: Partial<typeof EVERYBODY>) =>
  slices(scope).flatMap(({ personIds }) => personIds);

it('names everybody once, by name, a few at a time', () => {
  expect(people({})).toEqual(['model:m1', ...ids].toSorted());
  expect(slices({}).every(({ personIds }) => personIds.length <= 20)).toBe(true);
});

it('names those of teams and single people, and single photos by themselves', () => {
  const photos = Array.from({ length: 501 }, (_, n) => ({ modelId: 'm1', photoId: `${n}` }));
  const scope = { teamIds: ['t1'], personIds: ['p44'], photos };
  expect(people(scope)).toEqual([...ids.slice(0, 25), 'p44']);
  expect(slices(scope).flatMap((slice) => slice.photos)).toEqual(photos);
  expect(people({ photos })).toEqual([]);
});

it('names single sessions by themselves, whoever they are of', () => {
  const modelIds = Array.from({ length: 21 }, (_, n) => `m${n}`);
  expect(slices({ modelIds })).toEqual([
    { ...EVERYBODY, modelIds: modelIds.slice(0, 20) },
    { ...EVERYBODY, modelIds: ['m20'] },
  ]);
  expect(people({ modelIds, personIds: ['p44'] })).toEqual(['p44']);
});

it('gives no slice that would mean everybody', () => {
  const empty = [...slices({ personIds: ['nobody'] }), ...slices({ teamIds: ['t9'] })];
  expect(empty).toEqual([]);
  for (const { personIds, photos } of slices({ teamIds: ['t1'] })) {
    expect(personIds.length + photos.length).toBeGreaterThan(0);
  }
});
