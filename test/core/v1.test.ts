import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '#core/clock.ts';
import { createHeadshotPro, type HeadshotPro } from '#core/headshotpro/client.ts';
import { createHttp } from '#core/http.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { OSKAR_MODEL, SANNA, startNorthlight } from '#test/northlight.ts';
import { RecordingLog } from '#test/recording-log.ts';

let sandbox: Sandbox;
let v1: HeadshotPro['v1'];
const http = createHttp();
beforeAll(async () => {
  sandbox = await startNorthlight();
  const { apiUrl, apiKey } = sandbox;
  const ports = { http, clock: systemClock, random: Math.random, log: new RecordingLog() };
  v1 = createHeadshotPro({ ...ports, apiUrl, key: () => apiKey }).v1;
});
afterAll(() => Promise.all([sandbox.close(), http.close()]));

it('goes the way of an invite', async () => {
  const email = 'nora@northlight.example';
  const sent = await v1.invite({ email });
  expect(sent).toMatchObject({ email, link: expect.stringContaining(`${sent.id}`) });
  expect(await v1.inviteById(`${sent.id}`)).toMatchObject({ email, status: 'pending' });
  await expect(v1.invite({ email })).rejects.toMatchObject({ code: 'already_exists' });
  sandbox.organization.join(email);
  expect(await v1.inviteById(`${sent.id}`)).toMatchObject({ v1Status: 'waiting-for-upload' });
  await v1.revoke(email);
  expect(await v1.inviteById(`${sent.id}`)).toMatchObject({ status: 'revoked' });
  await expect(v1.revoke(email)).rejects.toMatchObject({ code: 'already_deleted' });
});

it('has the credits both ways', async () => {
  expect(await v1.credits()).toBe(sandbox.organization.credits);
  const url = `${sandbox.apiUrl.replace('/v2', '/v1')}/organization/credits`;
  const headers = { authorization: `Bearer ${sandbox.apiKey}` };
  const reply = await fetch(url, { method: 'POST', headers });
  expect(await reply.json()).toEqual({ success: true, credits: 42 });
});

it('takes a session that is gone for deleted', async () => {
  const { invite } = sandbox.organization.model(OSKAR_MODEL).person;
  expect(await v1.inviteById(invite?.id ?? '')).toMatchObject({ status: 'generating' });
  sandbox.organization.deleteModel(OSKAR_MODEL);
  expect(await v1.inviteById(invite?.id ?? '')).toMatchObject({ status: 'deleted' });
});

it('refuses like V2, and draws from the same allowance', async () => {
  const before = sandbox.rate.peek().remaining;
  sandbox.organization.credits = 0;
  const invite = { email: 'late@northlight.example' };
  await expect(v1.invite(invite)).rejects.toMatchObject({ code: 'insufficient_credits' });
  sandbox.organization.credits = 1;
  sandbox.organization.invite('second@northlight.example', null);
  await expect(v1.invite(invite)).rejects.toMatchObject({ code: 'invite_limit' });
  await expect(v1.invite({ email: 'not an address' })).rejects.toMatchObject({
    code: 'invalid_input',
  });
  expect(sandbox.organization.person(SANNA.email)?.invite).not.toBeNull();
  expect(sandbox.rate.peek().remaining).toBe(before - 3);
});
