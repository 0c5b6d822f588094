import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Member } from '#shared/domain.ts';
import {
  invite,
  member,
  model,
  ORGANIZATION,
  photo,
  SampleLibrary,
} from '#test/library-samples.ts';
import { listPeople, modelsOfPerson } from './people.ts';
import { indexPeople } from './people-index.ts';

let sample: SampleLibrary;
beforeEach(() => {
  sample = new SampleLibrary();
});
afterEach(() => sample.remove());

it('another organization is refused, and nothing changes', () => {
  sample.sync({ members: [member('mira', { name: 'Mira' })] });
  const other = { ...ORGANIZATION, uid: 'other', name: 'Other' };
  expect(() => sample.library.mirror.begin(other)).toThrow(
    expect.objectContaining({ code: 'other_organization' }),
  );
  expect(sample.personOf('mira')?.name).toBe('Mira');
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
    expect(sample.personOf('tove')?.lifecycle).toBe('gone');
    expect(modelsOfPerson(sample.library.db, 'mira')).toMatchObject([{ id: 'm1', gone: true }]);
    expect(sample.photosOf('mira')).toEqual(['-a', '-b']);

    sample.sync({ members, models });
    expect(sample.personOf('tove')?.lifecycle).toBe('ready');
    expect(modelsOfPerson(sample.library.db, 'mira')).toMatchObject([{ id: 'm1', gone: false }]);
    // Its photos were marked with it: they have to be listed, whatever else is as it was.
    expect(sample.stateOf('m1')?.listedAt).toBeNull();
    sample.sync({ members, models, photos });
    expect(sample.photosOf('mira')).toEqual(['a', 'b']);
  });

  it('is a photo too: one that the list of its shoot lacks', () => {
    sample.sync({ members, models, photos });
    sample.sync({ members, models, photos: { m1: [photo('m1', 'b')] } });
    expect(sample.photosOf('mira')).toEqual(['-a', 'b']);
    sample.sync({ members, models, photos });
    expect(sample.photosOf('mira')).toEqual(['a', 'b']);
  });

  it('is a photo that a download found gone: its shoot is to be listed again', () => {
    sample.sync({ members, models, photos });
    expect(sample.stateOf('m1')?.listedAt).not.toBeNull();
    sample.library.mirror.photoGone('m1', 'a');
    expect(sample.photosOf('mira')).toEqual(['-a', 'b']);
    expect(sample.stateOf('m1')?.listedAt).toBeNull();
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
    expect(sample.photosOf('mira')).toEqual(['-a', '-b']);
    expect(listPeople(sample.library.db, {}).items).toHaveLength(2);
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
