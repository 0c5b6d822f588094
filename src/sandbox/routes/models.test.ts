import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '#sandbox/sandbox.ts';
import {
  FIELD_CREW,
  MIRA,
  MIRA_MODEL,
  northlight,
  OSKAR_MODEL,
  startNorthlight,
} from '#test/northlight.ts';
import type { Call } from '#test/sandbox-caller.ts';
import { callerOf } from '#test/sandbox-caller.ts';

let sandbox: Sandbox;
let call: Call;
beforeEach(async () => {
  sandbox = await startNorthlight({ seed: northlight({ whitelabel: true }) });
  call = callerOf(sandbox);
});
afterEach(() => sandbox.close());

const miraModel = {
  id: MIRA_MODEL,
  uid: 'anon_9mq41x',
  email: MIRA.email,
  title: 'Mira Dahl',
  status: 'active',
  teamId: FIELD_CREW.id,
  teamName: FIELD_CREW.name,
  isDevelopment: false,
  createdAt: '2026-01-20T09:40:00.000Z',
  finishedAt: '2026-01-20T11:05:00.000Z',
};

test('the models are listed, all or by status or team', async () => {
  const ids = async (query: string) => {
    const path = `/organization/models?${query}`;
    return (await call<{ models: { id: string }[] }>('GET', path)).body.models.map(({ id }) => id);
  };
  expect((await call('GET', '/organization/models?status=active')).body).toEqual({
    success: true,
    models: [miraModel],
    pagination: { total: 1, limit: 50, offset: 0, hasMore: false },
  });
  expect(await ids('')).toEqual([MIRA_MODEL, OSKAR_MODEL]);
  expect(await ids('status=pending')).toEqual([OSKAR_MODEL]);
  expect(await ids(`teamId=${FIELD_CREW.id}`)).toEqual([MIRA_MODEL]);
  expect(await ids('teamId=team_none')).toEqual([]);
  expect((await call('GET', '/organization/models?status=done')).status).toBe(400);
});

test('one model has the fields of the list', async () => {
  const { body } = await call('GET', `/organization/models/${MIRA_MODEL}`);
  expect(body).toEqual({ success: true, model: miraModel });
  const unknown = await call('GET', '/organization/models/none');
  expect(unknown.status).toBe(404);
  expect(unknown.body).toMatchObject({ code: 'NOT_FOUND' });
});

test('a deleted model is deleted once, stays listed as such, and its photos are gone', async () => {
  const path = `/organization/models/${MIRA_MODEL}`;
  const deleted = await call('DELETE', path);
  expect(deleted.status).toBe(200);
  expect(deleted.body).toEqual({ success: true, message: 'Model deleted', modelId: MIRA_MODEL });
  const again = await call('DELETE', path);
  expect(again.status).toBe(400);
  expect(again.body).toMatchObject({ code: 'ALREADY_DELETED' });
  expect((await call('GET', path)).body).toMatchObject({ model: { status: 'deleted' } });
  expect((await call('GET', `${path}/photos`)).status).toBe(404);
  expect((await call('DELETE', '/organization/models/none')).status).toBe(404);
  expect((await call('GET', '/organization/team/accepted')).body).toMatchObject({ count: 2 });
});

test('a whitelabel organization makes a model for a new address', async () => {
  const email = 'ines@northlight.example';
  const sent = { email, teamId: FIELD_CREW.id, version: 'one-shot' };
  const { status, body } = await call('POST', '/organization/models', sent);
  expect(status).toBe(200);
  expect(body).toEqual({
    success: true,
    modelId: expect.stringMatching(/^[0-9a-f]{24}$/),
    status: 'onboarding',
    signedUrl: expect.stringMatching(/^https:\/\//),
  });
  const invite = await call('GET', `/organization/invites/${email}`);
  expect(invite.status).toBe(404);
});

test.each([
  ['a known address', { email: MIRA.email }, 400, 'ALREADY_EXISTS'],
  ['no address', {}, 400, 'INVALID_REQUEST'],
  ['an unknown version', { email: 'n@x.example', version: 'lora2' }, 400, 'INVALID_REQUEST'],
  ['a flag of another type', { email: 'n@x.example', isDevelopment: 1 }, 400, 'INVALID_REQUEST'],
  ['an unknown team', { email: 'n@x.example', teamId: 'team_none' }, 404, 'NOT_FOUND'],
])('no model is made for %s', async (_case, sent, status, code) => {
  const refused = await call('POST', '/organization/models', sent);
  expect(refused.status).toBe(status);
  expect(refused.body).toMatchObject({ success: false, code });
});

test('a model costs a credit unless it is a test run', async () => {
  sandbox.organization.credits = 0;
  const refused = await call('POST', '/organization/models', { email: 'n@x.example' });
  expect(refused.status).toBe(402);
  const test = { email: 'n@x.example', isDevelopment: true };
  expect((await call('POST', '/organization/models', test)).status).toBe(200);
});

test('other organizations may not make models', async () => {
  const ordinary = await startNorthlight();
  const refused = await callerOf(ordinary)('POST', '/organization/models', {
    email: 'n@x.example',
  });
  await ordinary.close();
  expect(refused.status).toBe(403);
  expect(refused.body).toMatchObject({ code: 'FORBIDDEN' });
});
