import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Member } from '#shared/domain.ts';
import type { PeopleFilter } from '#shared/library.ts';
import { invite, member, model, photo, SampleLibrary } from '#test/library-samples.ts';
import {
  findPeople,
  getPerson,
  inviteOfPerson,
  libraryTotals,
  listPeople,
  listTeams,
  modelsOfPerson,
} from './people.ts';

let sample: SampleLibrary;
beforeEach(() => {
  sample = new SampleLibrary();
});
afterEach(() => sample.remove());

const ids = (filter: PeopleFilter) => {
  const { items } = listPeople(sample.library.db, filter);
  return items.map(({ id }) => id);
};

/** Everybody, page by page. */
function pages(limit: number, filter: PeopleFilter = {}): string[][] {
  const found: string[][] = [];
  let after: string | null = null;
  do {
    const page: ReturnType<typeof listPeople> = listPeople(sample.library.db, filter, {
      limit,
      after,
    });
    found.push(page.items.map(({ id }) => id));
    after = page.next;
  } while (after !== null);
  return found;
}

describe('a page of people', () => {
  it('goes on where the last one ended, also among people of one name', () => {
    const members = ['e', 'b', 'd', 'a', 'c'].map((id) => member(id, { name: 'Same Name' }));
    sample.sync({
      members: [...members, member('z', { name: 'Åke' }), member('y', { name: 'zoe' })],
    });
    expect(pages(2)).toEqual([['z', 'a'], ['b', 'c'], ['d', 'e'], ['y']]);
    expect(pages(7)).toEqual([['z', 'a', 'b', 'c', 'd', 'e', 'y']]);
    expect(pages(3, { search: 'same' })).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e'],
    ]);
  });

  it('does not repeat or lose anybody when somebody before it goes', () => {
    const members = ['a', 'b', 'c', 'd'].map((id) => member(id, { name: id }));
    sample.sync({ members });
    const first = listPeople(sample.library.db, {}, { limit: 2 });
    sample.library.db.run(`DELETE FROM people WHERE id = 'a'`);
    const second = listPeople(sample.library.db, {}, { limit: 2, after: first.next });
    expect(second.items.map(({ id }) => id)).toEqual(['c', 'd']);
    expect(second.next).toBeNull();
  });

  it.each(['', 'x', '[]', '[1,2]', '["a"]', 'null', '{"a":1}'])(
    'refuses %j as its beginning',
    (after) => {
      sample.sync({});
      expect(() => listPeople(sample.library.db, {}, { after })).toThrow(
        expect.objectContaining({ code: 'invalid_input' }),
      );
    },
  );
});

describe('people are found', () => {
  beforeEach(() => {
    sample.sync({
      teams: [
        { id: 't1', name: 'Sales' },
        { id: 't2', name: 'Ops' },
      ],
      members: [
        member('zoe', { name: 'Zoë Ångström', teamId: 't1' }),
        member('ali', { name: 'Ali_Straße', teamId: 't2', status: 'accepted' }),
        member('nobody', { name: null, email: 'No.Body@x.example', status: 'pending' }),
        member('lost', { name: 'Lost', teamId: 'never-listed' }),
      ],
      invites: [invite('new@x.example', { teamId: 't1' })],
    });
  });

  it('by part of a name or an address, without regard to case and accents', () => {
    expect(ids({ search: 'ANGSTROM' })).toEqual(['zoe']);
    expect(ids({ search: 'zoë' })).toEqual(['zoe']);
    expect(ids({ search: 'strasse' })).toEqual(['ali']);
    expect(ids({ search: 'i_s' })).toEqual(['ali']);
    expect(ids({ search: '_body' })).toEqual([]);
    expect(ids({ search: 'NO.BODY' })).toEqual(['nobody']);
    expect(ids({ search: '  ' })).toHaveLength(5);
  });

  it('by team; without one are all whose team is not there', () => {
    expect(ids({ teamId: 't1' })).toEqual(['email:new@x.example', 'zoe']);
    expect(ids({ teamId: 'unassigned' })).toEqual(['lost', 'nobody']);
    sample.sync({
      teams: [{ id: 't2', name: 'Ops' }],
      members: [member('zoe', { teamId: 't1' }), member('ali', { teamId: 't2' })],
    });
    expect(ids({ teamId: 'unassigned' })).toContain('zoe');
    expect(listTeams(sample.library.db).map(({ id }) => id)).toEqual(['t2', 'unassigned']);
  });

  it('by where they stand, and by everything together', () => {
    expect(ids({ lifecycle: 'ready' })).toEqual(['lost', 'zoe']);
    expect(ids({ lifecycle: 'invited' })).toEqual(['email:new@x.example']);
    expect(ids({ lifecycle: 'in_progress', teamId: 'unassigned', search: 'body' })).toEqual([
      'nobody',
    ]);
  });

  it('by what somebody types: id, address or whole name before parts of them', () => {
    const { db } = sample.library;
    const found = (words: string) => findPeople(db, words).map(({ id }) => id);
    expect(found('zoe')).toEqual(['zoe']);
    expect(found('no.body@X.EXAMPLE')).toEqual(['nobody']);
    expect(found('ali_strasse')).toEqual(['ali']);
    expect(found('ali_strass')).toEqual(['ali']);
    expect(found('lost')).toEqual(['lost']);
    expect(found('northlight.example')).toEqual(['ali', 'lost', 'zoe']);
    expect(found('who?')).toEqual([]);
  });

  it('a whole name leads to everybody of that name, and to nobody with a longer one', () => {
    sample.sync({
      members: [
        member('a', { name: 'Ann_Lee' }),
        member('b', { name: 'ANN_LEE' }),
        member('c', { name: 'Ann_Leeson' }),
      ],
    });
    const found = findPeople(sample.library.db, 'ann_lee').map(({ id }) => id);
    expect(found).toEqual(['a', 'b']);
  });
});

it('the invite of somebody is that of their address, else the one that led to their session', () => {
  const mira = 'mira@northlight.example';
  sample.sync({
    members: [
      member('mira', { email: 'Mira@Northlight.example', modelId: 'm1' }),
      member('tove', { email: 'home@mail.example', modelId: 'm2' }),
      member('oskar', { email: 'oskar@northlight.example' }),
    ],
    models: [model('m1', { email: mira }), model('m2', { email: 'home@mail.example' })],
    invites: [
      invite(mira, { status: 'completed', modelId: 'm1' }),
      invite('tove@northlight.example', { status: 'completed', modelId: 'm2' }),
      invite('oskar@northlight.example', { status: 'revoked' }),
    ],
  });
  const { db } = sample.library;
  expect(inviteOfPerson(db, 'mira')).toEqual({ email: mira, status: 'completed' });
  expect(inviteOfPerson(db, 'tove')?.email).toBe('tove@northlight.example');
  expect(inviteOfPerson(db, 'oskar')).toBeNull();
});

describe('totals', () => {
  const members: Member[] = [
    member('mira', { teamId: 't1', modelId: 'm1' }),
    member('tove', { teamId: 't1', status: 'accepted' }),
    member('oskar', { modelId: 'm3' }),
  ];

  beforeEach(() => {
    sample.sync({
      teams: [
        { id: 't1', name: 'Sales' },
        { id: 't2', name: 'Empty' },
      ],
      members,
      models: [
        model('m1'),
        model('m2', { email: 'mira@northlight.example', finishedAt: '2026-02-01T00:00:00.000Z' }),
        model('m3'),
      ],
      photos: {
        m1: [photo('m1', 'a'), photo('m1', 'b'), photo('m1', 'x', { status: 'deleted' })],
        m2: [photo('m2', 'a')],
        m3: [photo('m3', 'a')],
      },
    });
    sample.store('m1', 'a', { sizeBytes: 10 });
    sample.store('m1', 'a', { sizeBytes: 5, variant: 'thumbnail' });
    sample.store('m2', 'a', { sizeBytes: 100, variant: 'original' });
  });

  it('are right for each team, the people without one last', () => {
    expect(listTeams(sample.library.db)).toEqual([
      { id: 't2', name: 'Empty', people: 0, ready: 0, photos: 0, stored: 0 },
      { id: 't1', name: 'Sales', people: 2, ready: 1, photos: 3, stored: 2 },
      { id: 'unassigned', name: 'Unassigned', people: 1, ready: 1, photos: 1, stored: 0 },
    ]);
  });

  it('are right for the whole library', () => {
    sample.library.mirror.credits(4.5);
    expect(libraryTotals(sample.library.db)).toEqual({
      organization: { uid: 'org', name: 'Northlight', credits: 4.5 },
      syncedAt: '2026-02-03T09:15:00.000Z',
      people: 3,
      ready: 2,
      photos: 4,
      stored: 2,
      models: 3,
      storedBytes: 115,
      queued: 0,
      failed: 0,
    });
  });

  it('are right for a person and each of their shoots, the newest first', () => {
    expect(getPerson(sample.library.db, 'mira')).toMatchObject({ photoCount: 3, storedCount: 2 });
    expect(getPerson(sample.library.db, 'who')).toBeNull();
    expect(modelsOfPerson(sample.library.db, 'mira')).toMatchObject([
      { id: 'm2', photoCount: 1, storedCount: 1, gone: false },
      { id: 'm1', photoCount: 2, storedCount: 1, gone: false },
    ]);
  });

  it('follow a file that is lost, and a shoot that changes hands', () => {
    const { files, db } = sample.library;
    files.setState({ modelId: 'm1', photoId: 'a', variant: 'main' }, 'missing');
    expect(getPerson(db, 'mira')).toMatchObject({ photoCount: 3, storedCount: 1 });
    expect(libraryTotals(db)).toMatchObject({ stored: 1, storedBytes: 105 });

    const theirs: Record<string, string> = { mira: 'm1', tove: 'm2', oskar: 'none' };
    const given = members.map((each) => ({ ...each, modelId: theirs[each.id] ?? null }));
    const address = { email: 'mira@northlight.example' };
    sample.sync({
      members: given,
      models: [model('m1'), model('m2', address), model('m3', address)],
    });
    expect(getPerson(db, 'mira')).toMatchObject({ photoCount: 3, storedCount: 0 });
    expect(getPerson(db, 'tove')).toMatchObject({ photoCount: 1, storedCount: 1 });
    expect(getPerson(db, 'oskar')).toMatchObject({ photoCount: 0, storedCount: 0 });
  });

  it('count a photo that is gone upstream as long as its file is here', () => {
    sample.library.mirror.modelGone('m1');
    expect(getPerson(sample.library.db, 'mira')).toMatchObject({ photoCount: 2, storedCount: 2 });
  });

  it('are null before the first sync', () => {
    const other = new SampleLibrary();
    expect(libraryTotals(other.library.db)).toBeNull();
    expect(listTeams(other.library.db)).toEqual([]);
    other.remove();
  });
});
