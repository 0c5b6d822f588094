import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '#sandbox/sandbox.ts';
import {
  BACK_OFFICE,
  FIELD_CREW,
  MIRA,
  MIRA_MODEL,
  northlight,
  SANNA,
  startNorthlight,
  TOVE,
} from '#test/northlight.ts';
import type { Call } from '#test/sandbox-caller.ts';
import { callerOf } from '#test/sandbox-caller.ts';

let sandbox: Sandbox;
let call: Call;
beforeEach(async () => {
  sandbox = await startNorthlight();
  call = callerOf(sandbox);
});
afterEach(() => sandbox.close());

const invite = (email: string) => call('GET', `/organization/invites/${encodeURIComponent(email)}`);

test('the list has a row a person, modelId absent until there is a model', async () => {
  const { status, body } = await call<{ invites: unknown[] }>('GET', '/organization/invites');
  expect(status).toBe(200);
  expect(body).not.toHaveProperty('pagination');
  expect(body.invites[0]).toEqual({
    email: MIRA.email,
    status: 'completed',
    modelId: MIRA_MODEL,
    teamId: FIELD_CREW.id,
    teamName: FIELD_CREW.name,
    createdAt: '2026-01-20T08:00:00.000Z',
  });
  expect(body.invites[1]).toMatchObject({ status: 'generating', teamId: null, teamName: null });
  expect(body.invites[2]).toEqual({
    email: TOVE.email,
    status: 'accepted',
    teamId: BACK_OFFICE.id,
    teamName: BACK_OFFICE.name,
    createdAt: '2026-01-22T08:00:00.000Z',
  });
  expect(body.invites[3]).toMatchObject({ email: SANNA.email, status: 'pending' });
  expect(body.invites).toHaveLength(4);
});

test('one invite is found by its percent-encoded address, without teamName and createdAt', async () => {
  expect((await invite(SANNA.email)).body).toEqual({
    success: true,
    invite: { email: SANNA.email, status: 'pending', teamId: BACK_OFFICE.id },
  });
  const stranger = await invite('nobody@northlight.example');
  expect(stranger.status).toBe(404);
  expect(stranger.body).toMatchObject({ success: false, code: 'NOT_FOUND' });
});

test('a plus that was not encoded is still a plus, and a broken encoding is refused', async () => {
  expect((await call('GET', `/organization/invites/${SANNA.email}`)).status).toBe(200);
  const broken = await call('GET', '/organization/invites/%zz');
  expect(broken.status).toBe(400);
  expect(broken.body).toMatchObject({ code: 'INVALID_REQUEST' });
});

test('a sent invite answers with its link and is pending from then on', async () => {
  const email = 'ines@northlight.example';
  const sent = await call('POST', '/organization/invites', { email, teamId: FIELD_CREW.id });
  expect(sent.status).toBe(200);
  expect(sent.body).toEqual({
    success: true,
    input: { email },
    message: 'Invite sent',
    link: expect.stringMatching(/^https:\/\/www\.headshotpro\.com\/auth\/signup\?invite=\w+$/),
    id: expect.stringMatching(/^\w+$/),
    teamId: FIELD_CREW.id,
  });
  expect((await invite(email)).body).toMatchObject({ invite: { status: 'pending' } });
  expect(sandbox.organization.credits).toBe(42);
});

test.each([
  ['a malformed address', { email: 'not an address' }, 400, 'INVALID_REQUEST'],
  ['no address', {}, 400, 'INVALID_REQUEST'],
  ['an address invited before', { email: MIRA.email }, 400, 'INVALID_REQUEST'],
  ['the same in capitals', { email: MIRA.email.toUpperCase() }, 400, 'INVALID_REQUEST'],
  ['a team that is none', { email: 'new@x.example', teamId: 'team_none' }, 404, 'NOT_FOUND'],
  ['a team of another type', { email: 'new@x.example', teamId: 7 }, 400, 'INVALID_REQUEST'],
  ['a body that is no object', ['new@x.example'], 400, 'INVALID_REQUEST'],
])('inviting is refused for %s', async (_case, body, status, code) => {
  const refused = await call('POST', '/organization/invites', body);
  expect(refused.status).toBe(status);
  expect(refused.body).toMatchObject({ success: false, code, error: expect.any(String) });
});

test('a body that is not JSON, or does not say that it is, is refused', async () => {
  const path = '/organization/invites';
  expect((await call('POST', path, '{"email":')).status).toBe(400);
  const json = JSON.stringify({ email: 'new@x.example' });
  expect((await call('POST', path, json, { 'content-type': 'text/plain' })).status).toBe(400);
  expect((await call('POST', path, json)).status).toBe(200);
});

test('without credits nobody is invited', async () => {
  sandbox.organization.credits = 0;
  const refused = await call('POST', '/organization/invites', { email: 'new@x.example' });
  expect(refused.status).toBe(402);
  expect(refused.body).toMatchObject({ code: 'INSUFFICIENT_CREDITS' });
});

test('pending invites are capped at twice the credits, under a 429 of its own', async () => {
  sandbox.organization.credits = 1;
  expect((await call('POST', '/organization/invites', { email: 'a@x.example' })).status).toBe(200);
  const refused = await call('POST', '/organization/invites', { email: 'b@x.example' });
  expect(refused.status).toBe(429);
  expect(refused.body).toMatchObject({ success: false, code: 'INVITE_LIMIT_EXCEEDED' });
});

test('revoking takes the person and the model away for good', async () => {
  const revoked = await call('POST', '/organization/invites/revoke', { email: MIRA.email });
  expect(revoked.status).toBe(200);
  expect(revoked.body).toEqual({
    success: true,
    message: 'Invite revoked',
    input: { email: MIRA.email },
  });
  expect((await invite(MIRA.email)).body).toMatchObject({ invite: { status: 'revoked' } });
  const { body } = await call<{ members: { email: string }[] }>('GET', '/organization/team');
  expect(body.members.map(({ email }) => email)).not.toContain(MIRA.email);
  expect((await call('GET', `/organization/models/${MIRA_MODEL}/photos`)).status).toBe(404);

  const again = await call('POST', '/organization/invites/revoke', { email: MIRA.email });
  expect(again.body).toMatchObject({ success: false, code: 'ALREADY_DELETED' });
  const stranger = await call('POST', '/organization/invites/revoke', { email: 'no@x.example' });
  expect(stranger.status).toBe(404);
});

test('a revoked address can be invited anew', async () => {
  await call('POST', '/organization/invites/revoke', { email: SANNA.email });
  const sent = await call('POST', '/organization/invites', { email: SANNA.email });
  expect(sent.status).toBe(200);
  expect(sent.body).toMatchObject({ teamId: null });
  expect((await invite(SANNA.email)).body).toMatchObject({ invite: { status: 'pending' } });
});

test('revoking an invite that nobody used makes room for another; a spent credit stays spent', async () => {
  const { organization } = sandbox;
  organization.credits = 1;
  await call('POST', '/organization/invites', { email: 'a@x.example' });
  const wanted = { email: 'b@x.example' };
  expect((await call('POST', '/organization/invites', wanted)).status).toBe(429);
  await call('POST', '/organization/invites/revoke', { email: MIRA.email });
  expect((await call('POST', '/organization/invites', wanted)).status).toBe(429);
  expect((await call('GET', '/organization/credits')).body).toMatchObject({ credits: 1 });
  await call('POST', '/organization/invites/revoke', { email: SANNA.email });
  expect((await call('POST', '/organization/invites', wanted)).status).toBe(200);
});

test('a link works once, for 30 days, unless the invite is withdrawn', async () => {
  const { organization } = sandbox;
  const send = async (email: string) => {
    const { body } = await call<{ id: string }>('POST', '/organization/invites', { email });
    return body.id;
  };
  const used = await send('used@x.example');
  expect(organization.signUp(used).joinedAt).not.toBeNull();
  expect(() => organization.signUp(used)).toThrow('used before');
  const withdrawn = await send('withdrawn@x.example');
  await call('POST', '/organization/invites/revoke', { email: 'withdrawn@x.example' });
  expect(() => organization.signUp(withdrawn)).toThrow('withdrawn');
  expect(() => organization.signUp('no-such-link')).toThrow('no invite');

  const late = await send('late@x.example');
  sandbox.advance(30 * 24 * 60 * 60 * 1000);
  expect(() => organization.signUp(late)).toThrow('expired');
  expect((await invite('late@x.example')).body).toMatchObject({ invite: { status: 'pending' } });
  expect((await invite('used@x.example')).body).toMatchObject({ invite: { status: 'accepted' } });
});

test('an invite whose model was deleted says so', async () => {
  sandbox.organization.deleteModel(MIRA_MODEL);
  expect((await invite(MIRA.email)).body).toEqual({
    success: true,
    invite: { email: MIRA.email, status: 'deleted', teamId: FIELD_CREW.id },
  });
});

test('a seed whose stages and models disagree is refused at the start', async () => {
  const seed = northlight();
  const people = seed.people.map((person) => ({ ...person, stage: 'ready' as const }));
  await expect(startNorthlight({ seed: { ...seed, people } })).rejects.toThrow(/oskar.*training/);
});
