import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CampaignQuery } from '#shared/campaign.ts';
import type { Invite, Member, Model } from '#shared/domain.ts';
import { invite, member, model, SampleLibrary } from '#test/library-samples.ts';
import { allOfCampaign, readCampaign } from './campaign.ts';

const EVERYBODY: CampaignQuery = {
  step: null,
  teamId: null,
  withoutFavorite: false,
  search: '',
  order: 'name',
};
const NOW_MS = Date.parse('2026-03-01T00:00:00.000Z');
const EMAIL = 'mira@northlight.example';

let sample: SampleLibrary;
beforeEach(() => {
  sample = new SampleLibrary();
});
afterEach(() => sample.remove());

const everybody = (changes: Partial<CampaignQuery> = {}) =>
  allOfCampaign(sample.library.db, { ...EVERYBODY, ...changes }, NOW_MS);
const only = () => {
  const [person, ...others] = everybody();
  expect(others).toEqual([]);
  return person;
};

/** One person, as three lists may have them. */
function sync(lists: {
  invite?: Partial<Invite>;
  member?: Partial<Member>;
  model?: Partial<Model>;
}) {
  sample.sync({
    invites: lists.invite ? [invite(EMAIL, lists.invite)] : [],
    members: lists.member ? [member('mira', lists.member)] : [],
    models: lists.model ? [model('shoot', { email: EMAIL, ...lists.model })] : [],
  });
}

it.each([
  ['pending', { invite: {} }],
  ['accepted', { invite: { status: 'accepted' }, member: { status: 'accepted' } }],
  ['uploading', { invite: { status: 'uploading' }, member: { status: 'pending' } }],
  ['uploading', { member: { status: 'pending', modelStatus: 'onboarding' } }],
  ['generating', { member: { status: 'pending', modelStatus: 'waiting' } }],
  ['generating', { member: { status: 'pending', modelStatus: 'generatingHeadshots' } }],
  ['generating', { invite: { status: 'generating' } }],
  ['generating', { model: { status: 'pending' } }],
  ['uploading', { member: { status: 'pending', modelStatus: 'something new' } }],
  ['failed', { member: { status: 'pending', modelStatus: 'failed' } }],
  ['completed', { member: { status: 'finished' } }],
  ['completed', { model: { status: 'active' } }],
  ['gone', { invite: { status: 'revoked' } }],
] as const)('somebody stands at %s: %j', (step, lists) => {
  sync(lists);
  expect(only()).toMatchObject({ step, email: EMAIL });
  expect(readCampaign(sample.library.db, { lowCredits: 0 }).everybody.at[step]).toBe(1);
});

it('an invite that was withdrawn belongs to no person any more', () => {
  sync({ invite: { status: 'revoked' } });
  expect(only()).toMatchObject({ personId: null, inviteStatus: 'revoked', since: null });
  expect(readCampaign(sample.library.db, { lowCredits: 0 }).everybody.people).toBe(0);
});

it('an invite that nobody took up shows when it ended', () => {
  sync({ invite: { createdAt: '2026-01-20T12:00:00.000Z' } });
  expect(only()).toMatchObject({ expiresAt: '2026-02-19T12:00:00.000Z', days: 39 });
});

it('whoever signed up with another address is one person with their invite', () => {
  sample.sync({
    invites: [invite('work@northlight.example', { status: 'completed', modelId: 'shoot' })],
    members: [member('mira', { email: 'home@mail.example', modelId: 'shoot' })],
    models: [model('shoot')],
  });
  expect(only()).toMatchObject({ email: 'home@mail.example', inviteStatus: 'completed' });
});

it('names and numbers of a list that was read here are shown, and found', () => {
  sync({ invite: {} });
  sample.library.db.run(
    `INSERT INTO invite_notes (email, name, employee_id, noted_at)
     VALUES (:email, 'Mira Dahl', 'E-17', '')`,
    { email: EMAIL },
  );
  expect(only()).toMatchObject({ name: 'Mira Dahl', employeeId: 'E-17' });
  expect(everybody({ search: 'dahl' })).toHaveLength(1);
  expect(everybody({ search: 'nobody' })).toHaveLength(0);
});

it('whoever is ready stays so since their last photos came, although another session has begun', () => {
  sample.sync({
    members: [member('mira', { modelId: 'second' })],
    models: [
      model('first', { email: 'mira@northlight.example' }),
      model('second', {
        email: 'mira@northlight.example',
        status: 'pending',
        createdAt: '2026-02-01T00:00:00.000Z',
        finishedAt: null,
      }),
    ],
  });
  expect(only()).toMatchObject({
    step: 'completed',
    modelId: 'second',
    since: '2026-01-02T00:00:00.000Z',
  });
});

it('people of a team that is gone are in none', () => {
  sample.sync({ members: [member('mira', { teamId: 'gone-team' })] });
  expect(only()).toMatchObject({ teamId: null, teamName: null });
  const { teams } = readCampaign(sample.library.db, { lowCredits: 0 });
  expect(teams).toMatchObject([{ team: { id: 'unassigned' }, people: 1 }]);
});
