import { afterAll, expect, test } from 'vitest';
import { northlight, startNorthlight } from '#test/northlight.ts';
import { callerOf } from '#test/sandbox-caller.ts';

const sandbox = await startNorthlight();
const call = callerOf(sandbox);
afterAll(() => sandbox.close());

test('GET /organization says who it is and which teams it has', async () => {
  const { status, body } = await call('GET', '/organization');
  expect(status).toBe(200);
  expect(body).toEqual({
    success: true,
    organization: {
      uid: 'org_7f3k29ab',
      name: 'Northlight Surveying',
      website: 'https://northlight.example',
      teams: northlight().teams,
    },
  });
});

test('GET /organization/credits gives the balance', async () => {
  expect((await call('GET', '/organization/credits')).body).toEqual({ success: true, credits: 42 });
});

test.each([
  ['GET', '/organisation'],
  ['GET', '/organization/nothing/here/at/all'],
  ['DELETE', '/organization'],
])('%s %s is not there', async (method, path) => {
  const { status, body } = await call(method, path);
  expect(status).toBe(404);
  expect(body).toMatchObject({ success: false, code: 'NOT_FOUND' });
});

test('the sandbox is reached under /api/v2 only', async () => {
  const response = await fetch(`${sandbox.apiUrl.replace('/v2', '/v3')}/organization`, {
    headers: { authorization: `Bearer ${sandbox.apiKey}` },
  });
  expect(response.status).toBe(404);
});
