import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Member } from '#shared/domain.ts';
import {
  favorite,
  invite,
  member,
  model,
  ORGANIZATION,
  photo,
  SampleLibrary,
} from '#test/library-samples.ts';
import { getPerson, listPeople, modelsOfPerson } from './people.ts';
import { indexPeople } from './people-index.ts';
import { photosOfPerson } from './photos.ts';

let sample: SampleLibrary;
beforeEach(() => {
  sample = new SampleLibrary();
});
afterEach(() => sample.remove());

const personOf = (id: string) => getPerson(sample.library.db, id);
const photosOf = (id: string) =>
  photosOfPerson(sample.library.db, id).map(({ photoId, gone }) =>
    gone ? `-${photoId}` : photoId,
  );
const favoriteOf = (personId: string) =>
  modelsOfPerson(sample.library.db, personId).map(({ favoritePhotoId }) => favoritePhotoId);
const stateOf = (modelId: string) =>
  [...sample.library.mirror.listingStates()].flat().find((state) => state.modelId === modelId);

it('another organization is refused, and nothing changes', () => {
  sample.sync({ members: [member('mira', { name: 'Mira' })] });
  const other = { ...ORGANIZATION, uid: 'other', name: 'Other' };
  expect(() => sample.library.mirror.begin(other)).toThrow(
    expect.objectContaining({ code: 'other_organization' }),
  );
  expect(personOf('mira')?.name).toBe('Mira');
});

describe('a team that the list of teams lacks', () => {
  const teams = () =>
    sample.library.db
      .all<{ name: string }>('SELECT name FROM teams WHERE gone_at IS NULL ORDER BY name')
      .map(({ name }) => name);
  const field = { teamId: 'f', teamName: 'Field' };

  it.each([
    ['a member', { members: [member('mira', field)] }],
    ['a model', { models: [model('m1', field)] }],
    ['an invite', { invites: [invite('a@x.example', field)] }],
  ])('is there when %s names it, and goes with that', (_, upstream) => {
    sample.sync(upstream);
    expect(teams()).toEqual(['Field']);
    expect(listPeople(sample.library.db, { teamId: 'f' }).items).toHaveLength(1);
    sample.sync(upstream);
    expect(teams()).toEqual(['Field']);
    sample.sync({});
    expect(teams()).toEqual([]);
  });

  it('is not there for who is gone', () => {
    sample.sync({ models: [model('m1')] });
    sample.sync({
      models: [model('m1', { status: 'deleted', ...field })],
      invites: [invite('a@x.example', { status: 'revoked', ...field })],
    });
    expect(teams()).toEqual([]);
  });

  it('is called what the list calls it, where that comes before or after', () => {
    const { mirror } = sample.library;
    sample.sync({ teams: [{ id: 'f', name: 'Field crew' }], members: [member('mira', field)] });
    expect(teams()).toEqual(['Field crew']);
    mirror.begin(ORGANIZATION);
    mirror.members([member('mira', { teamId: 'f', teamName: 'Old' })]);
    expect(teams()).toEqual(['Old']);
    mirror.teams([{ id: 'f', name: 'Field crew' }]);
    expect(teams()).toEqual(['Field crew']);
  });
});

describe('what upstream no longer lists', () => {
  const members = [member('mira', { name: 'Mira', modelId: 'm1' }), member('tove')];
  const models = [model('m1')];
  const photos = { m1: [photo('m1', 'a'), photo('m1', 'b')] };

  it('is marked, stays, and is unmarked when it comes back', () => {
    sample.sync({ members, models, photos });
    sample.sync({ members: [members[0] as Member], models: [], photos: {} });
    expect(personOf('tove')?.lifecycle).toBe('gone');
    expect(modelsOfPerson(sample.library.db, 'mira')).toMatchObject([{ id: 'm1', gone: true }]);
    expect(photosOf('mira')).toEqual(['-a', '-b']);

    sample.sync({ members, models });
    expect(personOf('tove')?.lifecycle).toBe('ready');
    expect(modelsOfPerson(sample.library.db, 'mira')).toMatchObject([{ id: 'm1', gone: false }]);
    // Its photos were marked with it: they have to be listed, whatever else is as it was.
    expect(stateOf('m1')?.listedAt).toBeNull();
    sample.sync({ members, models, photos });
    expect(photosOf('mira')).toEqual(['a', 'b']);
  });

  it('is a photo too: one that the list of its shoot lacks', () => {
    sample.sync({ members, models, photos });
    sample.sync({ members, models, photos: { m1: [photo('m1', 'b')] } });
    expect(photosOf('mira')).toEqual(['-a', 'b']);
    sample.sync({ members, models, photos });
    expect(photosOf('mira')).toEqual(['a', 'b']);
  });

  it('is a photo that a download found gone: its shoot is to be listed again', () => {
    sample.sync({ members, models, photos });
    expect(stateOf('m1')?.listedAt).not.toBeNull();
    sample.library.mirror.photoGone('m1', 'a');
    expect(photosOf('mira')).toEqual(['-a', 'b']);
    expect(stateOf('m1')?.listedAt).toBeNull();
  });

  it('is a withdrawn invite, which nobody misses', () => {
    sample.sync({ invites: [invite('a@x.example'), invite('b@x.example')] });
    sample.sync({ invites: [invite('B@X.example')] });
    const people = listPeople(sample.library.db, {}).items.map(({ id }) => id);
    expect(people).toEqual(['email:b@x.example']);
  });

  it('is a model that is listed as deleted; one never seen is not taken in', () => {
    sample.sync({ members, models, photos });
    const deleted = [model('m1', { status: 'deleted' }), model('m9', { status: 'deleted' })];
    sample.sync({ members, models: deleted });
    expect(photosOf('mira')).toEqual(['-a', '-b']);
    expect(listPeople(sample.library.db, {}).items).toHaveLength(2);
  });
});

describe('a model', () => {
  it('that is being made again is to be listed when it is ready, finishing time or not', () => {
    const ready = model('m1', { finishedAt: null });
    sample.sync({ models: [ready], photos: { m1: [photo('m1', 'a')] } });
    sample.sync({ models: [{ ...ready, status: 'pending' }] });
    expect(stateOf('m1')).toBeUndefined();
    expect(photosOf('model:m1')).toEqual(['a']);
    sample.sync({ models: [ready] });
    expect(stateOf('m1')?.listedAt).toBeNull();
  });

  it('of a status nobody knows may have photos', () => {
    sample.sync({ models: [model('m1', { status: 'polished' })] });
    expect(stateOf('m1')).toBeDefined();
  });

  it('that is not active is asked for again as long as it is there', () => {
    sample.sync({ models: [model('m1', { status: 'pending' })] });
    sample.library.mirror.begin(ORGANIZATION);
    expect(sample.library.mirror.unseenModels()).toEqual(['m1']);
  });

  it('is known to be counted through its person, and seen by this pass or not', () => {
    const mira = (photoCount: number | null) => member('mira', { photoCount, modelId: 'm2' });
    const models = [model('m1', { email: 'mira@northlight.example' }), model('m2')];
    sample.sync({ members: [mira(40)], models });
    // The earlier shoot has no count of its own.
    expect(stateOf('m1')).toMatchObject({ upstreamPhotoCount: null, isCounted: true });
    expect(stateOf('m2')).toMatchObject({ upstreamPhotoCount: 40, isOwnCount: true, isSeen: true });
    sample.sync({ members: [mira(null)], models });
    expect(stateOf('m2')).toMatchObject({ upstreamPhotoCount: null, isCounted: false });
    sample.library.mirror.begin(ORGANIZATION);
    expect(stateOf('m2')).toMatchObject({ isSeen: false });
  });

  it('shares the count of a member who does not say which model it is about', () => {
    const mira = member('mira', { photoCount: 40 });
    const mine = { email: 'mira@northlight.example' };
    sample.sync({ members: [mira], models: [model('m1', mine)] });
    expect(stateOf('m1')).toMatchObject({ upstreamPhotoCount: 40, isOwnCount: true });
    sample.sync({ members: [mira], models: [model('m1', mine), model('m2', mine)] });
    expect(stateOf('m1')).toMatchObject({ upstreamPhotoCount: 40, isOwnCount: false });
  });

  it('has the photo count of its member, also where only the address leads to that', () => {
    const mira = (facts: Partial<Member>) => member('mira', { photoCount: 40, ...facts });
    const address = { email: 'mira@northlight.example' };
    sample.sync({ members: [mira({ modelId: 'm1' })], models: [model('m1')] });
    expect(stateOf('m1')?.upstreamPhotoCount).toBe(40);
    sample.sync({ members: [mira({})], models: [model('m1', address)] });
    expect(stateOf('m1')?.upstreamPhotoCount).toBe(40);
    sample.sync({
      members: [mira({ modelId: 'm2' })],
      models: [model('m1', address), model('m2')],
    });
    expect([stateOf('m1'), stateOf('m2')]).toMatchObject([
      { upstreamPhotoCount: null },
      { upstreamPhotoCount: 40 },
    ]);
  });
});

describe('members come in several lists', () => {
  const whole = member('mira', {
    name: 'Mira',
    teamId: 't1',
    modelId: 'm1',
    modelStatus: 'active',
    joinedAt: '2026-01-01T00:00:00.000Z',
  });
  const bare = member('mira', { email: null, status: null, photoCount: 40.5 });
  const teams = [{ id: 't1', name: 'Sales' }];
  const expected = {
    name: 'Mira',
    email: 'mira@northlight.example',
    teamId: 't1',
    lifecycle: 'ready',
    joinedAt: '2026-01-01T00:00:00.000Z',
  };

  it.each([
    ['first', [bare, whole]],
    ['last', [whole, bare]],
  ])('and what one leaves out does not wipe out the other: the bare one %s', (_, members) => {
    for (let pass = 0; pass < 2; pass++) {
      sample.sync({ teams, members, models: [model('m1')] });
      expect(personOf('mira')).toMatchObject(expected);
      expect(stateOf('m1')?.upstreamPhotoCount).toBe(40.5);
    }
  });

  it('and what none says any more is no longer so', () => {
    sample.sync({ teams, members: [whole, bare], models: [model('m1')] });
    sample.sync({ teams, members: [member('mira', { name: 'Mira' })], models: [model('m1')] });
    expect(personOf('mira')).toMatchObject({ teamId: null, joinedAt: null });
    expect(stateOf('m1')?.upstreamPhotoCount).toBeNull();
  });
});

describe('favorites', () => {
  const members = [member('mira', { modelId: 'm1' }), member('tove', { modelId: 'm2' })];
  const models = [model('m1'), model('m2')];
  const photos = {
    m1: [photo('m1', 'a', { likedStatus: 'loved' }), photo('m1', 'b')],
    m2: [photo('m2', 'c')],
  };
  const unplaced = (...favorites: ReturnType<typeof favorite>[]) =>
    sample.library.mirror.favorites(favorites).map(({ photo: { id } }) => id);

  it('follow the newest choice, and are forgotten when there is none', () => {
    sample.sync({ members, models, photos, favorites: [favorite('a', { modelId: 'm1' })] });
    expect(favoriteOf('mira')).toEqual(['a']);
    sample.sync({ members, models, favorites: [favorite('b', { modelId: 'm1' })] });
    expect(favoriteOf('mira')).toEqual(['b']);
    sample.sync({ members, models, favorites: [] });
    expect(favoriteOf('mira')).toEqual([null]);
  });

  it('do not wipe out a rating that they leave out, and bring one that they know', () => {
    sample.sync({ members, models, photos });
    expect(unplaced(favorite('a', { modelId: 'm1' }))).toEqual([]);
    expect(photosOfPerson(sample.library.db, 'mira')).toMatchObject([
      { photoId: 'a', likedStatus: 'loved', favorite: true },
      { photoId: 'b', likedStatus: 'none', favorite: false },
    ]);
    expect(unplaced(favorite('b', { modelId: 'm1', likedStatus: 'liked' }))).toEqual([]);
    expect(photosOfPerson(sample.library.db, 'mira')[0]).toMatchObject({ likedStatus: 'liked' });
  });

  it('make a shoot be listed again when nobody had seen the photo before', () => {
    sample.sync({ members, models, photos });
    unplaced(favorite('a', { modelId: 'm1' }), favorite('new', { modelId: 'm2' }));
    expect(stateOf('m1')?.listedAt).not.toBeNull();
    expect(stateOf('m2')?.listedAt).toBeNull();
  });

  it('without a model id are joined by photo, member id or address', () => {
    sample.sync({ members, models, photos });
    expect(unplaced(favorite('a'))).toEqual([]);
    expect(unplaced(favorite('n1', { person: { id: 'tove' } }))).toEqual([]);
    expect([favoriteOf('mira'), favoriteOf('tove')]).toEqual([['a'], ['n1']]);
    expect(unplaced(favorite('n2', { person: { email: 'TOVE@northlight.example ' } }))).toEqual([]);
    expect(favoriteOf('tove')).toEqual(['n2']);
  });

  it('wait for the photo lists where a person has several shoots, or nobody is named', () => {
    const two = [...models, model('m3', { email: 'mira@northlight.example' })];
    sample.sync({ members, models: two, photos });
    const { mirror } = sample.library;
    const ofMira = favorite('new', { person: { id: 'mira' } });
    const ofNobody = favorite('newer');
    expect(unplaced(ofMira, ofNobody)).toEqual(['new', 'newer']);
    expect(mirror.candidateModels([])).toEqual(new Set());
    expect(mirror.candidateModels([ofMira])).toEqual(new Set(['m1', 'm3']));
    expect(mirror.candidateModels([ofNobody])).toEqual(new Set(['m1', 'm2', 'm3']));
    unplaced(favorite('a', { modelId: 'm1' }));
    expect(mirror.candidateModels([ofNobody])).toEqual(new Set(['m2', 'm3']));
    mirror.photos('m3', [photo('m3', 'new')], null);
    expect(unplaced(ofMira)).toEqual([]);
    expect(favoriteOf('mira')).toEqual(expect.arrayContaining(['new']));
  });
});

it('people stay as they are when nothing changes', () => {
  const upstream = {
    members: [member('mira', { name: 'Mira', modelId: 'm1' })],
    models: [model('m1'), model('m2')],
    photos: { m1: [photo('m1', 'a')], m2: [photo('m2', 'a')] },
  };
  sample.sync(upstream);
  const before = listPeople(sample.library.db, {});
  indexPeople(sample.library.db);
  sample.sync(upstream);
  expect(listPeople(sample.library.db, {})).toEqual(before);
});
