import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { BACK_OFFICE, FIELD_CREW, SANNA, startNorthlight, TOVE } from '#test/northlight.ts';
import type { Call } from '#test/sandbox-caller.ts';
import { callerOf } from '#test/sandbox-caller.ts';

let sandbox: Sandbox;
let call: Call;
beforeEach(async () => {
  sandbox = await startNorthlight();
  call = callerOf(sandbox);
});
afterEach(() => sandbox.close());

test('the teams are a bare list', async () => {
  const { body } = await call('GET', '/organization/teams');
  expect(body).toEqual({ success: true, teams: [FIELD_CREW, BACK_OFFICE] });
});

test('a new team comes back within the whole organization', async () => {
  const { status, body } = await call('POST', '/organization/teams', { name: 'Drone unit' });
  expect(status).toBe(200);
  expect(body).toEqual({
    success: true,
    organization: {
      uid: 'org_7f3k29ab',
      name: 'Northlight Surveying',
      website: 'https://northlight.example',
      teams: [FIELD_CREW, BACK_OFFICE, { id: expect.any(String), name: 'Drone unit' }],
    },
  });
});

test.each([
  ['POST', '/organization/teams', {}, 400],
  ['POST', '/organization/teams', { name: '  ' }, 400],
  ['POST', '/organization/teams', { name: FIELD_CREW.name }, 400],
  ['PUT', `/organization/teams/${BACK_OFFICE.id}`, {}, 400],
  ['PUT', `/organization/teams/${BACK_OFFICE.id}`, { name: FIELD_CREW.name }, 400],
  ['PUT', '/organization/teams/team_none', { name: 'Drone unit' }, 404],
  ['DELETE', '/organization/teams/team_none', undefined, 404],
  ['POST', '/organization/teams/team_none/members', { emails: [] }, 404],
  ['POST', `/organization/teams/${BACK_OFFICE.id}/members`, {}, 400],
  ['POST', `/organization/teams/${BACK_OFFICE.id}/members`, { emails: [7] }, 400],
])('%s %s with %j answers %d', async (method, path, sent, status) => {
  const { status: answered, body } = await call(method, path, sent);
  expect(answered).toBe(status);
  expect(body).toMatchObject({ code: status === 404 ? 'NOT_FOUND' : 'INVALID_REQUEST' });
});

test('a renamed team keeps its id, and may keep its name', async () => {
  const path = `/organization/teams/${BACK_OFFICE.id}`;
  const teams = [FIELD_CREW, { id: BACK_OFFICE.id, name: 'Office' }];
  expect((await call('PUT', path, { name: 'Office' })).body).toMatchObject({
    organization: { teams },
  });
  expect((await call('PUT', path, { name: 'Office' })).status).toBe(200);
});

test('a deleted team leaves its members without one and cancels its pending invites', async () => {
  const { body } = await call('DELETE', `/organization/teams/${BACK_OFFICE.id}`);
  expect(body).toMatchObject({ organization: { teams: [FIELD_CREW] } });
  const members = await call('GET', '/organization/team?status=accepted');
  expect(members.body).toMatchObject({
    members: [{ email: TOVE.email, teamId: null, teamName: null }],
  });
  const invite = await call('GET', `/organization/invites/${encodeURIComponent(SANNA.email)}`);
  expect(invite.body).toMatchObject({ invite: { status: 'revoked', teamId: null } });
});

test('members are moved into a team; strangers are passed over', async () => {
  const emails = [TOVE.email, 'nobody@northlight.example'];
  const path = `/organization/teams/${FIELD_CREW.id}/members`;
  const { status, body } = await call('POST', path, { emails });
  expect(status).toBe(200);
  expect(body).toEqual({ success: true, message: 'Members added to team' });
  expect(sandbox.organization.person(TOVE.email)?.teamId).toBe(FIELD_CREW.id);
  expect(sandbox.organization.people).toHaveLength(4);
});
