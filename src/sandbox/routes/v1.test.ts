import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { MIRA, MIRA_MODEL, OSKAR_MODEL, SANNA, startNorthlight, TOVE } from '#test/northlight.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startNorthlight();
});
afterEach(() => sandbox.close());

interface V1Invite {
  id: string;
  email: string;
  valid: boolean;
  used: boolean;
}

async function call<Body>(method: string, path: string, body?: object) {
  const response = await fetch(sandbox.apiUrl.replace(/v2$/, 'v1') + path, {
    method,
    headers: {
      authorization: `Bearer ${sandbox.apiKey}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Body };
}
const invites = async () =>
  (await call<{ invites: V1Invite[] }>('GET', '/organization/invites')).body.invites;
const inviteOf = async (email: string) => {
  const found = (await invites()).find((invite) => invite.email === email);
  if (!found) throw new Error(`There is no invite of ${email}.`);
  return found;
};
const statusOf = async (email: string) => {
  const { id } = await inviteOf(email);
  const path = `/organization/invite/id/${id}`;
  return (await call<{ invite: { status: string } }>('GET', path)).body.invite.status;
};

test('every status has the word of version 1', async () => {
  const { organization } = sandbox;
  expect(await statusOf(SANNA.email)).toBe('pending-invite');
  expect(await statusOf(TOVE.email)).toBe('waiting-for-upload');
  expect(await statusOf('oskar@northlight.example')).toBe('generating-headshots');
  expect(await statusOf(MIRA.email)).toBe('active');
  organization.deleteModel(MIRA_MODEL);
  expect(await statusOf(MIRA.email)).toBe('deleted');
  organization.revokeInvite(SANNA.email);
  expect(await statusOf(SANNA.email)).toBe('revoked');
  organization.setModelStatus(OSKAR_MODEL, 'failed');
  expect(await statusOf('oskar@northlight.example')).toBe('generating-headshots');
});

test('an unknown id is not found', async () => {
  expect((await call('GET', '/organization/invite/id/none')).status).toBe(404);
});

test('an invite is valid until it is used, withdrawn or 30 days old', async () => {
  const email = 'ines@northlight.example';
  await call('POST', '/organization/invite', { email });
  expect(await inviteOf(email)).toMatchObject({ valid: true, used: false });
  expect(await inviteOf(MIRA.email)).toMatchObject({ valid: false, used: true });
  sandbox.advance(30 * 24 * 60 * 60 * 1000);
  expect(await inviteOf(email)).toMatchObject({ valid: false, used: false });
  expect(await statusOf(email)).toBe('pending-invite');
});

test('the rules of inviting and revoking are those of version 2', async () => {
  const { organization } = sandbox;
  const email = 'ines@northlight.example';
  const revoke = () => call('POST', '/organization/invite/revoke', { email });
  expect((await revoke()).status).toBe(404);
  expect((await call('POST', '/organization/invite', { email })).status).toBe(200);
  expect((await call('POST', '/organization/invite', { email })).status).toBe(400);
  expect((await revoke()).status).toBe(200);
  expect((await revoke()).body).toMatchObject({ code: 'ALREADY_DELETED' });
  organization.credits = 0;
  expect((await call('POST', '/organization/invite', { email })).status).toBe(402);
});
