import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDeskWorld, type DeskWorld, type Run } from '#test/desk-world.ts';
import { BACK_OFFICE, FIELD_CREW, MIRA, SANNA, TOVE } from '#test/northlight.ts';

const PAGE = { offset: 0, limit: 50 };
const OSKAR = 'oskar@northlight.example';

let world: DeskWorld;
let run: Run;

beforeEach(async () => {
  world = await createDeskWorld();
  run = await world.run();
  await run.client.session.connect({ apiKey: world.sandbox.apiKey, remember: true });
  await run.idle();
  world.sandbox.requests.clear();
});
afterEach(() => world.close());

const changes = () =>
  world.sandbox.requests
    .to('api')
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path.slice(path.indexOf('/organization'))}`);
const teamNames = async () => (await run.client.library.summary({})).teams.map(({ name }) => name);
const history = async () => (await run.client.history.list(PAGE)).items;
const refuse = (path: string, status: number, code?: string) =>
  world.sandbox.faults.add({
    match: { host: 'api', path },
    fault: { kind: 'status', status, ...(code && { code }) },
  });

describe('a team', () => {
  it('is made, and the library follows at once', async () => {
    const made = await run.client.teams.create({ name: 'Drone unit' });
    expect(world.sandbox.organization.team(made.id)).toEqual(made);
    expect(await teamNames()).toContain('Drone unit');
    expect(await history()).toMatchObject([
      { kind: 'team.create', subject: 'Drone unit', state: 'done' },
    ]);
  });

  it('is not made twice, whatever the case and the spaces: not even asked for', async () => {
    for (const name of ['field crew', ' Field  Crew ', FIELD_CREW.name]) {
      await expect(run.client.teams.create({ name })).rejects.toMatchObject({
        code: 'already_exists',
        message: expect.stringContaining('Field crew'),
      });
    }
    const renamed = { teamId: BACK_OFFICE.id, name: 'FIELD CREW' };
    await expect(run.client.teams.rename(renamed)).rejects.toMatchObject({
      code: 'already_exists',
    });
    expect(changes()).toEqual([]);
  });

  it('that somebody has made since the last sync counts, too', async () => {
    world.sandbox.organization.addTeam('Legal');
    await expect(run.client.teams.create({ name: 'legal' })).rejects.toMatchObject({
      code: 'already_exists',
    });
    expect(await teamNames()).toContain('Legal');
  });

  it('is renamed; the same name asks for nothing', async () => {
    const { teams } = run.client;
    await teams.rename({ teamId: FIELD_CREW.id, name: 'Outdoors' });
    expect(world.sandbox.organization.team(FIELD_CREW.id)?.name).toBe('Outdoors');
    expect(await teamNames()).toEqual(expect.arrayContaining(['Outdoors']));
    expect(changes()).toHaveLength(1);
    await teams.rename({ teamId: FIELD_CREW.id, name: 'Outdoors' });
    expect(changes()).toHaveLength(1);
    await teams.rename({ teamId: FIELD_CREW.id, name: 'OUTDOORS' });
    expect(world.sandbox.organization.team(FIELD_CREW.id)?.name).toBe('OUTDOORS');
  });

  it('that is gone is said to be, and leaves the list', async () => {
    world.sandbox.organization.removeTeam(FIELD_CREW.id);
    const gone = { code: 'not_found' };
    const { teams } = run.client;
    await expect(teams.rename({ teamId: FIELD_CREW.id, name: 'X' })).rejects.toMatchObject(gone);
    await expect(teams.deletion({ teamId: FIELD_CREW.id })).rejects.toMatchObject(gone);
    const add = { teamId: FIELD_CREW.id, personIds: [MIRA.id], emails: [] };
    await expect(teams.addMembers(add)).rejects.toMatchObject(gone);
    expect(await teamNames()).not.toContain(FIELD_CREW.name);
  });

  it('is deleted after it was said what that means, and its name was typed', async () => {
    const { teams } = run.client;
    expect(await teams.deletion({ teamId: BACK_OFFICE.id })).toEqual({
      team: BACK_OFFICE,
      members: 1,
      pendingInvites: 1,
      invited: [SANNA.email],
      confirmation: 'Back office',
    });
    await expect(
      teams.delete({ teamId: BACK_OFFICE.id, confirmation: 'back' }),
    ).rejects.toMatchObject({ code: 'invalid_input' });
    expect(changes()).toEqual([]);
    await teams.delete({ teamId: BACK_OFFICE.id, confirmation: 'Back office' });
    expect(world.sandbox.organization.team(BACK_OFFICE.id)).toBeNull();
    expect(await teamNames()).not.toContain('Back office');
    // Tove stays, Sanna's invite was cancelled.
    const { items } = await run.client.campaign.people({
      step: null,
      teamId: 'unassigned',
      withoutFavorite: false,
      search: '',
      order: 'name',
      ...PAGE,
    });
    const steps = items.map(({ email, step }) => [email, step]);
    expect(steps).toContainEqual([TOVE.email, 'accepted']);
    expect(steps).toContainEqual([SANNA.email, 'gone']);
    expect((await history())[0]?.detail).toBe(
      'Members who stay, without a team: 1. Open invites cancelled: 1.',
    );
  });

  it('of nobody cannot be renamed, deleted or filled', async () => {
    const { teams } = run.client;
    const refused = { code: 'invalid_input' };
    const teamId = 'unassigned';
    await expect(teams.rename({ teamId, name: 'X' })).rejects.toMatchObject(refused);
    await expect(teams.deletion({ teamId })).rejects.toMatchObject(refused);
    const nobody = { teamId, personIds: [MIRA.id], emails: [] };
    await expect(teams.addMembers(nobody)).rejects.toMatchObject(refused);
  });

  it.each([
    [400, 'INVALID_REQUEST', 'invalid_input'],
    [401, 'UNAUTHORIZED', 'key_refused'],
    [403, 'FORBIDDEN', 'not_permitted'],
    [500, undefined, 'api_failed'],
  ])('that HeadshotPro refuses with %i is told and remembered', async (status, code, expected) => {
    world.sandbox.faults.add({
      match: { host: 'api', method: 'POST', path: '/teams' },
      fault: { kind: 'status', status, ...(code && { code }) },
    });
    await expect(run.client.teams.create({ name: 'Drone unit' })).rejects.toMatchObject({
      code: expected,
    });
    expect(await history()).toMatchObject([{ state: 'failed', error: { code: expected } }]);
  });
});

describe('what HeadshotPro refuses of a team', () => {
  const failing = (method: string, status: number, code?: string) =>
    world.sandbox.faults.add({
      match: { host: 'api', method, path: '/teams' },
      fault: { kind: 'status', status, ...(code && { code }) },
    });
  const rename = () => run.client.teams.rename({ teamId: FIELD_CREW.id, name: 'Outdoors' });
  const remove = () =>
    run.client.teams.delete({ teamId: FIELD_CREW.id, confirmation: FIELD_CREW.name });

  it.each([
    ['PUT', 400, 'INVALID_REQUEST', 'invalid_input', rename],
    ['PUT', 404, 'NOT_FOUND', 'not_found', rename],
    ['PUT', 403, 'FORBIDDEN', 'not_permitted', rename],
    ['DELETE', 400, 'INVALID_REQUEST', 'invalid_input', remove],
    ['DELETE', 403, 'FORBIDDEN', 'not_permitted', remove],
    ['DELETE', 500, undefined, 'api_failed', remove],
  ])('%s answered with %i is told and remembered', async (method, status, said, code, act) => {
    failing(method, status, said);
    await expect(act()).rejects.toMatchObject({ code });
    expect(world.sandbox.organization.team(FIELD_CREW.id)).toEqual(FIELD_CREW);
    expect(await teamNames()).toContain(FIELD_CREW.name);
    expect(await history()).toMatchObject([{ state: 'failed', error: { code } }]);
  });

  it.each([
    ['POST', () => run.client.teams.create({ name: 'Drone unit' })],
    ['PUT', rename],
    ['DELETE', remove],
  ])('is told from a lost answer: %s', async (method, act) => {
    world.sandbox.faults.add({
      match: { host: 'api', method, path: '/teams' },
      fault: { kind: 'truncate', keep: 0.5 },
    });
    await act();
    expect(changes()).toHaveLength(1);
    expect(await history()).toMatchObject([{ state: 'done' }]);
    const { teams } = world.sandbox.organization;
    const unassigned = (await teamNames()).filter((name) => name !== 'Unassigned');
    expect(unassigned.toSorted()).toEqual(teams.map(({ name }) => name).toSorted());
  });

  it('because it is gone counts as deleted', async () => {
    failing('DELETE', 404, 'NOT_FOUND');
    await remove();
    expect(await history()).toMatchObject([
      { state: 'done', detail: 'It was gone at HeadshotPro already.' },
    ]);
  });
});

describe('members', () => {
  it('are moved by who they are and by address, and the result is read again', async () => {
    const moved = await run.client.teams.addMembers({
      teamId: BACK_OFFICE.id,
      personIds: [MIRA.id],
      emails: ['  OSKAR@northlight.example', TOVE.email, OSKAR],
    });
    expect(moved.team).toEqual(BACK_OFFICE);
    expect(moved.moved).toHaveLength(3);
    expect(moved.notMoved).toEqual([]);
    const { person } = await run.client.people.get({ personId: MIRA.id });
    expect(person.teamName).toBe(BACK_OFFICE.name);
    expect((await run.client.people.get({ personId: MIRA.id })).person.photoCount).toBe(3);
    expect((await history())[0]).toMatchObject({ state: 'done', detail: '3 in the team.' });
  });

  it('that cannot be moved are named with the reason', async () => {
    const { moved, notMoved } = await run.client.teams.addMembers({
      teamId: FIELD_CREW.id,
      personIds: [],
      emails: [SANNA.email, 'nobody@northlight.example', TOVE.email],
    });
    expect(moved).toEqual([TOVE.email]);
    expect(notMoved).toEqual([
      { email: SANNA.email, reason: expect.stringContaining('Only invited') },
      { email: 'nobody@northlight.example', reason: expect.stringContaining('Nobody') },
    ]);
    expect((await history())[0]).toMatchObject({
      state: 'partial',
      detail: '1 in the team, 2 not moved.',
    });
  });

  it('of whom nobody can be moved are no success', async () => {
    await run.client.teams.addMembers({
      teamId: FIELD_CREW.id,
      personIds: [],
      emails: [SANNA.email],
    });
    expect((await history())[0]).toMatchObject({
      state: 'failed',
      detail: '0 in the team, 1 not moved.',
      error: null,
    });
  });

  it('that have signed up since the last sync are moved, too', async () => {
    world.sandbox.organization.join(SANNA.email);
    const { moved } = await run.client.teams.addMembers({
      teamId: FIELD_CREW.id,
      personIds: [],
      emails: [SANNA.email],
    });
    expect(moved).toEqual([SANNA.email]);
  });

  it('of a long list go in parts of at most 200', async () => {
    const { organization } = world.sandbox;
    const emails = Array.from({ length: 450 }, (_, n) => `new${n}@northlight.example`);
    for (const email of emails) {
      organization.invite(email, null);
      organization.join(email);
    }
    const { moved } = await run.client.teams.addMembers({
      teamId: FIELD_CREW.id,
      personIds: [],
      emails,
    });
    expect(moved).toHaveLength(450);
    expect(changes()).toHaveLength(3);
  });

  it('that were moved before something went wrong are told from those that were not', async () => {
    const { organization } = world.sandbox;
    const emails = Array.from({ length: 250 }, (_, n) => `new${n}@northlight.example`);
    for (const email of emails) {
      organization.invite(email, null);
      organization.join(email);
    }
    world.sandbox.faults.add({
      match: { host: 'api', path: '/members' },
      after: 1,
      fault: { kind: 'status', status: 500 },
    });
    const { moved, notMoved } = await run.client.teams.addMembers({
      teamId: FIELD_CREW.id,
      personIds: [],
      emails,
    });
    expect(moved).toHaveLength(200);
    expect(notMoved).toHaveLength(50);
    expect(notMoved[0]?.reason).toContain('500');
  });

  it('stay where they are when HeadshotPro refuses, and the refusal is told', async () => {
    refuse('/members', 403, 'FORBIDDEN');
    const add = { teamId: FIELD_CREW.id, personIds: [], emails: [TOVE.email] };
    await expect(run.client.teams.addMembers(add)).rejects.toMatchObject({
      code: 'not_permitted',
    });
    expect(await history()).toMatchObject([{ kind: 'team.add', state: 'failed' }]);
  });

  it('of whom HeadshotPro has no address are named', async () => {
    const { notMoved } = await run.client.teams.addMembers({
      teamId: FIELD_CREW.id,
      personIds: ['nobody'],
      emails: [TOVE.email],
    });
    expect(notMoved).toMatchObject([{ email: 'nobody' }]);
  });
});

describe('a session that the organization makes itself', () => {
  const wanted = {
    email: 'ada@northlight.example',
    teamId: FIELD_CREW.id,
    isDevelopment: false,
    version: null,
  };

  it('is refused without whitelabel, which is remembered', async () => {
    const { models } = run.client;
    expect(await models.whitelabel({})).toBeNull();
    await expect(models.create(wanted)).rejects.toMatchObject({ code: 'not_permitted' });
    expect(await models.whitelabel({})).toBe(false);
    expect(await history()).toMatchObject([
      { kind: 'model.create', subject: wanted.email, state: 'failed' },
    ]);
  });

  it('is refused for a team that is not there', async () => {
    Object.assign(world.sandbox.organization, { whitelabel: true });
    await expect(
      run.client.models.create({ ...wanted, teamId: 'team_gone' }),
    ).rejects.toMatchObject({ code: 'not_found' });
    expect(await run.client.models.whitelabel({})).toBeNull();
  });

  it('gives its link once: nothing else ever holds it', async () => {
    Object.assign(world.sandbox.organization, { whitelabel: true });
    const made = await run.client.models.create({ ...wanted, version: 'one-shot' });
    expect(made.signedUrl).toMatch(/^https:.*token=/);
    expect(made.status).toBe('onboarding');
    expect(await run.client.models.whitelabel({})).toBe(true);
    const { items } = await run.client.campaign.people({
      step: 'uploading',
      teamId: FIELD_CREW.id,
      withoutFavorite: false,
      search: 'ada',
      order: 'name',
      ...PAGE,
    });
    expect(items).toMatchObject([{ email: wanted.email, modelId: made.modelId }]);
    const seen = world.seen.filter((text) => text.includes('token='));
    expect(seen).toHaveLength(1);
    expect(JSON.stringify(await history())).not.toContain('token=');
    expect(JSON.stringify(world.log)).not.toContain('token=');
  });

  it('whose answer is lost may be there: that is said', async () => {
    Object.assign(world.sandbox.organization, { whitelabel: true });
    world.sandbox.faults.add({
      match: { host: 'api', method: 'POST', path: '/models' },
      fault: { kind: 'truncate', keep: 0.5 },
    });
    await expect(run.client.models.create(wanted)).rejects.toMatchObject({
      code: 'api_unreachable',
      message: expect.stringContaining('is not known'),
    });
  });

  it('gives its link although the lists cannot be read afterwards', async () => {
    Object.assign(world.sandbox.organization, { whitelabel: true });
    world.sandbox.faults.add({
      match: { host: 'api', method: 'GET' },
      fault: { kind: 'status', status: 403 },
    });
    expect(await run.client.models.create(wanted)).toMatchObject({ status: 'onboarding' });
  });

  it.each([
    ['for somebody who is there', 'already_exists', () => {}, MIRA.email],
    [
      'without credits',
      'insufficient_credits',
      () => Object.assign(world.sandbox.organization, { credits: 0 }),
      wanted.email,
    ],
  ])('is refused %s', async (_, code, prepare, email) => {
    Object.assign(world.sandbox.organization, { whitelabel: true });
    prepare();
    await expect(run.client.models.create({ ...wanted, email })).rejects.toMatchObject({ code });
  });
});
