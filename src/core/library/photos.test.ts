import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Selection } from '#shared/domain.ts';
import type { ExportCandidate, Scope } from '#shared/export.ts';
import { favorite, member, model, photo, SampleLibrary } from '#test/library-samples.ts';
import { chosenPhotos } from './chosen-photos.ts';
import { photosOfPerson } from './photos.ts';
import { EVERYBODY, modelsInScope } from './scope.ts';

let sample: SampleLibrary;
afterEach(() => sample.remove());

function chosen(
  scope: Partial<Scope> = {},
  selection: Selection = 'all',
  variant: 'main' | 'original' = 'main',
): ExportCandidate[] {
  const { db, paths } = sample.library;
  return [...chosenPhotos(db, paths, { ...EVERYBODY, ...scope }, { selection, variant })];
}

const ids = (candidates: ExportCandidate[]) => candidates.map(({ photoId }) => photoId);
const missing = (candidates: ExportCandidate[]) =>
  Object.fromEntries(
    candidates.map(({ photoId, file }) => [photoId, 'missing' in file ? file.missing : 'here']),
  );

beforeEach(() => {
  sample = new SampleLibrary();
  sample.sync({
    teams: [
      { id: 't1', name: 'Sales' },
      { id: 't2', name: 'Berlin' },
    ],
    members: [
      member('mira', { name: 'Mira', teamId: 't1', modelId: 'm1' }),
      member('bo', { name: 'Bo', teamId: 't1', modelId: 'm3' }),
      member('tove', { name: 'Tove', teamId: 't2', modelId: 'm4' }),
      member('free', { name: 'Free', modelId: 'm5' }),
    ],
    models: [
      model('m1', { finishedAt: '2026-01-01T00:00:00.000Z' }),
      model('m2', { email: 'mira@northlight.example', finishedAt: '2026-02-01T00:00:00.000Z' }),
      model('m3'),
      model('m4'),
      model('m5'),
    ],
    photos: {
      m1: [
        photo('m1', 'm1-late', { createdAt: '2026-01-03T00:00:00.000Z' }),
        photo('m1', 'm1-early', { createdAt: '2026-01-02T00:00:00.000Z', likedStatus: 'liked' }),
        photo('m1', 'm1-fav', { createdAt: '2026-01-09T00:00:00.000Z', likedStatus: 'loved' }),
      ],
      m2: [photo('m2', 'm2-a'), photo('m2', 'm2-b', { likedStatus: 'loved' })],
      m3: [photo('m3', 'bo-a')],
      m4: [photo('m4', 'tove-a')],
      m5: [photo('m5', 'free-a')],
    },
    favorites: [favorite('m1-fav', { modelId: 'm1' })],
  });
});

describe('the photos of an export', () => {
  it('come by team, person, favorite, newest shoot and date; nobody’s team last', () => {
    expect(ids(chosen())).toEqual([
      'tove-a',
      'bo-a',
      'm1-fav',
      'm2-a',
      'm2-b',
      'm1-early',
      'm1-late',
      'free-a',
    ]);
    expect(chosen().at(-1)?.team).toEqual({ id: 'unassigned', name: 'Unassigned' });
    expect(chosen()[2]).toMatchObject({
      team: { id: 't1', name: 'Sales' },
      personId: 'mira',
      personName: 'Mira',
      email: 'mira@northlight.example',
      modelId: 'm1',
      favorite: true,
      likedStatus: 'loved',
      createdAt: '2026-01-09T00:00:00.000Z',
    });
  });

  it('are those of everything the scope names', () => {
    expect(ids(chosen({ teamIds: ['t2', 'unassigned'] }))).toEqual(['tove-a', 'free-a']);
    expect(ids(chosen({ personIds: ['bo', 'tove'] }))).toEqual(['tove-a', 'bo-a']);
    expect(ids(chosen({ photos: [{ modelId: 'm2', photoId: 'm2-b' }] }))).toEqual(['m2-b']);
    expect(ids(chosen({ photos: [{ modelId: 'm1', photoId: 'm2-b' }] }))).toEqual([]);
    const mixed = {
      teamIds: ['t2'],
      personIds: ['bo'],
      photos: [{ modelId: 'm5', photoId: 'free-a' }],
    };
    expect(ids(chosen(mixed))).toEqual(['tove-a', 'bo-a', 'free-a']);
  });

  it('are without a team when theirs is gone', () => {
    sample.library.db.run(`UPDATE teams SET gone_at = 'now' WHERE id = 't2'`);
    expect(ids(chosen({ teamIds: ['unassigned'] }))).toEqual(['free-a', 'tove-a']);
    expect(chosen({ personIds: ['tove'] })[0]?.team.id).toBe('unassigned');
  });

  it.each<[Selection, string[]]>([
    ['favorites', ['m1-fav']],
    ['loved', ['m1-fav', 'm2-b']],
    ['liked', ['m1-early']],
  ])('are those of the selection %s', (selection, expected) => {
    expect(ids(chosen({}, selection))).toEqual(expected);
  });

  it('have the file of the wanted size, with its place on disk', () => {
    sample.store('m3', 'bo-a', { variant: 'original' });
    const [photoOfBo] = chosen({ personIds: ['bo'] }, 'all', 'original');
    const file = photoOfBo?.file;
    expect({ ...file, path: file && 'path' in file && file.path }).toEqual({
      path: sample.library.paths.photo('m3', 'bo-a', 'original', 'jpg'),
      variant: 'original',
      extension: 'jpg',
      sizeBytes: 1000,
      width: 4,
      height: 5,
      sha256: 'ab',
      crc32: 7,
    });
    expect(missing(chosen({ personIds: ['bo'] }))).toEqual({ 'bo-a': 'photo_not_downloaded' });
  });

  it('have the only size there is where the wanted one is not offered', () => {
    sample.store('m3', 'bo-a');
    expect(missing(chosen({ personIds: ['bo'] }, 'all', 'original'))['bo-a']).not.toBe('here');
    sample.library.mirror.onlyVariant('m3', 'bo-a', 'main');
    const [photoOfBo] = chosen({ personIds: ['bo'] }, 'all', 'original');
    expect(photoOfBo?.file).toMatchObject({ variant: 'main' });
  });

  it('say why a file is not there', () => {
    const { files, mirror, db } = sample.library;
    const scope = { personIds: ['mira'] };
    for (const id of ['m1-late', 'm1-early', 'm1-fav']) sample.store('m1', id);
    files.setState({ modelId: 'm1', photoId: 'm1-late', variant: 'main' }, 'missing');
    files.setState({ modelId: 'm1', photoId: 'm1-early', variant: 'main' }, 'damaged');
    files.setState({ modelId: 'm1', photoId: 'm1-fav', variant: 'main' }, 'removed');
    db.run(
      `INSERT INTO transfers (model_id, photo_id, variant, state, error_code, error_message, queued_at)
       VALUES ('m2', 'm2-b', 'main', 'failed', 'photo_truncated', 'It broke off.', 'now')`,
    );
    expect(missing(chosen(scope))).toEqual({
      'm1-fav': 'photo_not_downloaded',
      'm2-a': 'photo_not_downloaded',
      'm2-b': 'photo_truncated',
      'm1-early': 'photo_damaged',
      'm1-late': 'photo_missing',
    });
    expect(chosen(scope).find(({ photoId }) => photoId === 'm2-b')?.file).toMatchObject({
      message: 'It broke off.',
    });
    // What failed once for good and is gone is named, what was never asked for is not.
    mirror.modelGone('m2');
    expect(missing(chosen(scope))).toMatchObject({ 'm2-b': 'photo_truncated' });
    expect(ids(chosen(scope))).not.toContain('m2-a');
  });

  it('are still there when they are gone upstream and here', () => {
    sample.store('m4', 'tove-a');
    sample.library.mirror.modelGone('m4');
    sample.library.mirror.modelGone('m3');
    expect(missing(chosen({ teamIds: ['t1', 't2'] }))).toMatchObject({ 'tove-a': 'here' });
    expect(ids(chosen({ personIds: ['bo'] }))).toEqual([]);
  });
});

it('a person’s photos show what is marked, chosen and stored', () => {
  sample.store('m1', 'm1-fav');
  sample.store('m1', 'm1-fav', { variant: 'thumbnail' });
  sample.library.mirror.photoGone('m1', 'm1-late');
  const found = photosOfPerson(sample.library.db, 'mira');
  expect(found.map(({ photoId }) => photoId)).toEqual([
    'm2-a',
    'm2-b',
    'm1-fav',
    'm1-early',
    'm1-late',
  ]);
  expect(found[2]).toMatchObject({ favorite: true, stored: ['main', 'thumbnail'], gone: false });
  expect(found[4]).toMatchObject({ favorite: false, stored: [], gone: true });
});

it('the models in scope are those of its people and photos; null means all', () => {
  const { db } = sample.library;
  const within = (scope: Partial<Scope>) => modelsInScope(db, { ...EVERYBODY, ...scope });
  expect(within({})).toBeNull();
  expect(within({ teamIds: ['t1'] })).toEqual(new Set(['m1', 'm2', 'm3']));
  expect(within({ photos: [{ modelId: 'm9', photoId: 'x' }] })).toEqual(new Set(['m9']));
  expect(within({ personIds: ['free'], photos: [{ modelId: 'm9', photoId: 'x' }] })).toEqual(
    new Set(['m5', 'm9']),
  );
});
