import { describe, expect, it } from 'vitest';
import type { Lifecycle } from '#shared/domain.ts';
import {
  type InviteRow,
  type JoinedPerson,
  type MemberRow,
  type ModelRow,
  PeopleJoin,
} from './people-join.ts';

function joined(
  members: readonly MemberRow[],
  models: readonly ModelRow[],
  invites: readonly InviteRow[],
): JoinedPerson[] {
  const join = new PeopleJoin();
  join.addMembers(members.filter(({ gone }) => !gone));
  join.addMembers(members.filter(({ gone }) => gone));
  join.addModels(models);
  join.addInvites(invites);
  return [...join.people()];
}

function member(id: string, facts: Partial<MemberRow> = {}): MemberRow {
  return {
    id,
    email: null,
    name: null,
    status: 'finished',
    teamId: null,
    modelId: null,
    modelStatus: null,
    joinedAt: null,
    gone: false,
    ...facts,
  };
}

function model(id: string, facts: Partial<ModelRow> = {}): ModelRow {
  const nothing = { email: null, title: null, teamId: null, createdAt: null };
  return { id, status: 'active', gone: false, ...nothing, ...facts };
}

function invite(email: string, facts: Partial<InviteRow> = {}): InviteRow {
  const nothing = { teamId: null, modelId: null, createdAt: null };
  return { email, status: 'pending', gone: false, ...nothing, ...facts };
}

/** Whose the models are, by person id. */
function owners(people: JoinedPerson[]): Record<string, string[]> {
  return Object.fromEntries(people.map(({ id, modelIds }) => [id, modelIds]));
}

function one(people: JoinedPerson[]): JoinedPerson {
  expect(people).toHaveLength(1);
  const [person] = people;
  if (!person) throw new Error('nobody');
  return person;
}

describe('a model belongs', () => {
  it('to the member that names it, whatever its address says', () => {
    const members = [
      member('mira', { email: 'mira@x.example', modelId: 'm1' }),
      member('tove', { email: 'tove@x.example' }),
    ];
    const people = joined(members, [model('m1', { email: 'tove@x.example' })], []);
    expect(owners(people)).toEqual({ mira: ['m1'], tove: [] });
  });

  it('else to the member of its address, in any case', () => {
    const members = [member('mira', { email: ' Mira@X.example' })];
    const people = joined(members, [model('m1', { email: 'mira@x.example ' })], []);
    expect(owners(people)).toEqual({ mira: ['m1'] });
  });

  it('with the others of its person, each kept apart', () => {
    const members = [member('mira', { email: 'mira@x.example', modelId: 'new' })];
    const models = [
      model('old', { email: 'mira@x.example' }),
      model('new', { email: 'mira@x.example' }),
    ];
    expect(owners(joined(members, models, []))).toEqual({ mira: ['old', 'new'] });
  });

  it('to a person of its own where nobody claims it: one for each address', () => {
    const models = [
      model('a', { email: 'lost@x.example', title: 'Lost' }),
      model('b', { email: 'LOST@x.example' }),
      model('c'),
      model('d'),
    ];
    expect(owners(joined([], models, []))).toEqual({
      'email:lost@x.example': ['a', 'b'],
      'model:c': ['c'],
      'model:d': ['d'],
    });
  });

  it('to one of two members that share an address, always the same one', () => {
    const members = [
      member('a', { email: 'desk@x.example' }),
      member('b', { email: 'desk@x.example', modelId: 'm2' }),
    ];
    const models = [
      model('m1', { email: 'desk@x.example' }),
      model('m2', { email: 'desk@x.example' }),
    ];
    expect(owners(joined(members, models, []))).toEqual({ a: ['m1'], b: ['m2'] });
  });

  it('to the current member rather than to a former one, who is the same person', () => {
    const members = [
      member('before', { email: 'mira@x.example', modelId: 'm1', gone: true }),
      member('now', { email: 'mira@x.example' }),
    ];
    const people = joined(members, [model('m1', { email: 'mira@x.example' })], []);
    expect(owners(people)).toEqual({ now: ['m1'] });
    const nameless = joined(members, [model('m1')], []);
    expect(owners(nameless)).toEqual({ now: ['m1'] });
  });

  it('to the current member of its address rather than to a former one that named it', () => {
    const members = [
      member('before', { email: 'old@x.example', modelId: 'm1', gone: true }),
      member('now', { email: 'mira@x.example' }),
    ];
    const people = joined(members, [model('m1', { email: 'mira@x.example' })], []);
    expect(owners(people)).toEqual({ now: ['m1'], before: [] });
  });

  it('still to the member that is gone where nobody else is there', () => {
    const members = [member('mira', { modelId: 'm1', gone: true })];
    expect(owners(joined(members, [model('m1')], []))).toEqual({ mira: ['m1'] });
  });
});

describe('an invite', () => {
  it('is a person as long as nobody took it up', () => {
    const person = one(joined([], [], [invite('sanna@x.example', { teamId: 't1' })]));
    expect(person).toMatchObject({
      id: 'email:sanna@x.example',
      email: 'sanna@x.example',
      teamId: 't1',
      lifecycle: 'invited',
    });
  });

  it('is no second person beside the member or the model it led to', () => {
    const members = [member('mira', { email: 'mira@x.example' })];
    const models = [model('m1', { email: 'new@x.example' })];
    const invites = [
      invite('MIRA@x.example'),
      invite('old-address@x.example', { modelId: 'm1', status: 'completed' }),
    ];
    const people = joined(members, models, invites);
    expect(people.map(({ id }) => id)).toEqual(['mira', 'email:new@x.example']);
  });

  it('that was withdrawn is nobody', () => {
    const invites = [
      invite('a@x.example', { status: 'revoked' }),
      invite('b@x.example', { status: 'deleted' }),
      invite('c@x.example', { gone: true }),
    ];
    expect(joined([], [], invites)).toEqual([]);
  });
});

describe('a person', () => {
  it('has the name of the member, else of the newest shoot; the same for address and team', () => {
    const models = [
      model('old', { email: 'm@x.example', title: 'Maiden', teamId: 't1', createdAt: '2025' }),
      model('new', { email: 'm@x.example', title: ' Married ', createdAt: '2026' }),
    ];
    expect(one(joined([], models, []))).toMatchObject({ name: 'Married', teamId: 't1' });
    const named = member('m', { email: 'm@x.example', name: 'Mira', teamId: null });
    // A member's team is what the member says, none included.
    expect(one(joined([named], models, []))).toMatchObject({ name: 'Mira', teamId: null });
    const blank = { ...named, name: '  ' };
    expect(one(joined([blank], models, [])).name).toBe('Married');
  });

  it('sorts by name, else by address, else by id, and is found by name and address', () => {
    const keys = (facts: Partial<MemberRow>) => one(joined([member('id7', facts)], [], []));
    const facts = { name: 'Zoë', email: 'Z@x.example' };
    expect(keys(facts)).toMatchObject({ sortKey: 'zoe', searchKey: 'zoe z@x.example' });
    expect(keys({ email: 'Z@x.example' })).toMatchObject({ sortKey: 'z@x.example' });
    expect(keys({})).toMatchObject({ sortKey: 'id7', searchKey: '' });
  });

  it('keeps the id when people and shoots come in another order', () => {
    const members = ['c', 'a', 'b'].map((id) => member(id, { email: `${id}@x.example` }));
    const models = ['c', 'z', 'a'].map((id) => model(id, { email: `${id}@x.example` }));
    const ids = (people: JoinedPerson[]) => people.map(({ id }) => id).toSorted();
    const reversed = joined(members.toReversed(), models.toReversed(), []);
    expect(ids(reversed)).toEqual(ids(joined(members, models, [])));
  });
});

describe('where a person stands', () => {
  const ready = model('m', { email: 'p@x.example' });
  const training = { ...ready, status: 'pending' };
  const p = { email: 'p@x.example' };
  it.each<[string, MemberRow[], ModelRow[], InviteRow[], Lifecycle]>([
    [
      'a photo shoot that is ready',
      [member('p', { ...p, status: 'pending' })],
      [ready],
      [],
      'ready',
    ],
    ['finished, says the member', [member('p', p)], [], [], 'ready'],
    ['signed up', [member('p', { ...p, status: 'accepted' })], [], [], 'accepted'],
    ['uploading', [member('p', { ...p, status: 'pending' })], [], [], 'in_progress'],
    ['a status nobody knows', [member('p', { ...p, status: 'dreaming' })], [], [], 'in_progress'],
    [
      'a failed shoot',
      [member('p', { ...p, status: 'pending', modelStatus: 'failed' })],
      [],
      [],
      'failed',
    ],
    ['a former member', [member('p', { ...p, gone: true })], [], [], 'gone'],
    [
      'a former member whose shoot is there',
      [member('p', { ...p, gone: true })],
      [ready],
      [],
      'ready',
    ],
    ['a shoot alone, ready', [], [ready], [], 'ready'],
    ['a shoot alone, in training', [], [training], [], 'in_progress'],
    ['a shoot alone, failed', [], [{ ...ready, status: 'failed' }], [], 'failed'],
    ['a shoot that is gone', [], [{ ...ready, gone: true }], [], 'gone'],
    ['a shoot that is deleted', [], [{ ...ready, status: 'deleted' }], [], 'gone'],
    ['invited', [], [], [invite('p@x.example')], 'invited'],
    ['invited and signed up', [], [], [invite('p@x.example', { status: 'accepted' })], 'accepted'],
    [
      'invited, generating',
      [],
      [],
      [invite('p@x.example', { status: 'generating' })],
      'in_progress',
    ],
    ['invited and done', [], [], [invite('p@x.example', { status: 'completed' })], 'ready'],
    [
      'invited again after all went',
      [],
      [{ ...ready, gone: true }],
      [invite('p@x.example')],
      'invited',
    ],
    [
      'done, and gone since',
      [],
      [{ ...ready, gone: true }],
      [invite('p@x.example', { status: 'completed' })],
      'gone',
    ],
  ])('%s', (_, members, models, invites, lifecycle) => {
    expect(one(joined(members, models, invites)).lifecycle).toBe(lifecycle);
  });
});
