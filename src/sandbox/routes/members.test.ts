import { afterAll, expect, test } from 'vitest';
import {
  BACK_OFFICE,
  FIELD_CREW,
  MIRA,
  MIRA_MODEL,
  OSKAR_MODEL,
  startNorthlight,
  TOVE,
} from '#test/northlight.ts';
import { callerOf } from '#test/sandbox-caller.ts';

const sandbox = await startNorthlight();
const call = callerOf(sandbox);
afterAll(() => sandbox.close());

const mira = {
  id: MIRA.id,
  email: MIRA.email,
  name: 'Mira Dahl',
  teamId: FIELD_CREW.id,
  teamName: FIELD_CREW.name,
  modelId: MIRA_MODEL,
  joinedAt: '2026-01-20T09:30:00.000Z',
};
const tove = {
  id: TOVE.id,
  email: TOVE.email,
  name: null,
  teamId: BACK_OFFICE.id,
  teamName: BACK_OFFICE.name,
  joinedAt: '2026-01-23T10:00:00.000Z',
};

test('the team lists everyone signed up, page by page', async () => {
  const { body } = await call<{ members: unknown[] }>('GET', '/organization/team');
  expect(body).toMatchObject({ pagination: { total: 3, limit: 50, offset: 0, hasMore: false } });
  expect(body.members[0]).toEqual({ ...mira, status: 'finished', modelStatus: 'active' });
  expect(body.members[2]).toEqual({
    ...tove,
    status: 'accepted',
    modelId: null,
    modelStatus: null,
  });
  const second = await call('GET', '/organization/team?limit=1&offset=1');
  expect(second.body).toMatchObject({
    members: [{ email: 'oskar@northlight.example', status: 'pending' }],
    pagination: { total: 3, limit: 1, offset: 1, hasMore: true },
  });
});

test('the team can be asked for one status', async () => {
  const { body } = await call('GET', '/organization/team?status=finished');
  expect(body).toMatchObject({ members: [{ email: MIRA.email }], pagination: { total: 1 } });
  expect((await call('GET', '/organization/team?status=ready')).status).toBe(400);
});

test('those signed up come with a count and without a status', async () => {
  const { body } = await call('GET', '/organization/team/accepted');
  expect(body).toEqual({ success: true, members: [tove], count: 1 });
});

test('those in the works come with their model', async () => {
  const { body } = await call('GET', '/organization/team/pending');
  expect(body).toMatchObject({
    members: [{ name: 'Oskar Lind', modelId: OSKAR_MODEL, modelStatus: 'pending' }],
    count: 1,
  });
  expect(body).not.toHaveProperty('members.0.status');
});

test('the finished come with how many photos there are and whether one is chosen', async () => {
  const { body } = await call('GET', '/organization/team/finished');
  const row = { ...mira, photoCount: 3, hasFavorite: true };
  expect(body).toEqual({ success: true, members: [row], count: 1 });
});

test.each([
  ['limit=0', 400],
  ['limit=-1', 400],
  ['limit=ten', 400],
  ['limit=1.5', 400],
  ['limit=', 400],
  ['offset=-1', 400],
  ['offset=x', 400],
  ['limit=200', 200],
  ['offset=99', 200],
])('paging by %s answers %d', async (query, status) => {
  const answer = await call('GET', `/organization/team?${query}`);
  expect(answer.status).toBe(status);
  if (status === 400) expect(answer.body).toMatchObject({ code: 'INVALID_REQUEST' });
});

test('a limit above 200 is taken as 200, and a page past the end is empty', async () => {
  const large = await call('GET', '/organization/team?limit=5000');
  expect(large.body).toMatchObject({ pagination: { limit: 200 } });
  const past = await call('GET', '/organization/team?offset=99');
  expect(past.body).toMatchObject({ members: [], pagination: { total: 3, hasMore: false } });
});
