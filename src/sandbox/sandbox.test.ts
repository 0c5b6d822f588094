import { afterEach, expect, test } from 'vitest';
import { northlight, startNorthlight } from '#test/northlight.ts';
import { callerOf } from '#test/sandbox-caller.ts';
import type { Sandbox, SandboxOptions } from './sandbox.ts';

const open: Sandbox[] = [];
afterEach(() => Promise.all(open.splice(0).map((sandbox) => sandbox.close())));

async function start(options: Partial<SandboxOptions> = {}) {
  const sandbox = await startNorthlight(options);
  open.push(sandbox);
  return { sandbox, call: callerOf(sandbox) };
}

const CLOCK = { now: () => Date.UTC(2031, 4, 6, 7, 8, 9, 10) };

test.each([
  ['no key', {}],
  ['a wrong key', { authorization: 'Bearer wrong' }],
  ['the key without its scheme', { authorization: 'sandbox-key-opens-nothing-real' }],
])('%s is refused and uses nothing up', async (_case, headers) => {
  const { sandbox, call } = await start();
  const response = await fetch(`${sandbox.apiUrl}/organization`, { headers });
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({
    success: false,
    error: expect.any(String),
    code: 'UNAUTHORIZED',
  });
  expect(response.headers.get('x-ratelimit-remaining')).toBe('300');
  const { headers: own } = await call('GET', '/organization');
  expect(own.get('x-ratelimit-remaining')).toBe('299');
});

test('a deleted key is refused from then on, and a feature that is off answers 403', async () => {
  const { sandbox, call } = await start();
  sandbox.access.enabled = false;
  const off = await call('GET', '/organization');
  expect(off.status).toBe(403);
  expect(off.body).toMatchObject({ success: false, code: 'FORBIDDEN' });
  sandbox.access.apiKey = null;
  expect((await call('GET', '/organization')).status).toBe(401);
  Object.assign(sandbox.access, { apiKey: sandbox.apiKey, enabled: true });
  expect((await call('GET', '/organization')).status).toBe(200);
});

test('every answer has the date and the state of the pool, by the sandbox’s clock', async () => {
  const { call } = await start({ clock: CLOCK });
  for (const path of ['/organization', '/organization/models/none']) {
    const { headers } = await call('GET', path);
    expect(headers.get('date')).toBe('Tue, 06 May 2031 07:08:09 GMT');
    expect(headers.get('x-ratelimit-limit')).toBe('300');
    expect(headers.get('x-ratelimit-reset')).toBe('2031-05-06T07:09:09.010Z');
  }
});

test('the pool follows the plan', async () => {
  const { call } = await start({ seed: northlight({ plan: 'enterprise' }) });
  const { headers } = await call('GET', '/organization');
  expect(headers.get('x-ratelimit-limit')).toBe('1000');
});

test('over the limit is 429 until the window ends', async () => {
  const { sandbox, call } = await start({ rateLimit: 2, clock: CLOCK });
  await call('GET', '/organization');
  await call('GET', '/organization');
  const refused = await call('GET', '/organization');
  expect(refused.status).toBe(429);
  expect(refused.body).toEqual({
    success: false,
    error: 'Rate limit exceeded',
    code: 'RATE_LIMIT_EXCEEDED',
  });
  expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
  expect(refused.headers.get('retry-after')).toBeNull();
  sandbox.advance(60_000);
  expect((await call('GET', '/organization')).status).toBe(200);
  expect(sandbox.stats()).toMatchObject({ rateLimited: 1, maxRequestsInWindow: 3 });
});

test('the log says what was asked, answered and brought along', async () => {
  const { sandbox, call } = await start();
  await call('GET', '/organization/team?limit=1', undefined, { 'x-client': 'desk' });
  expect(sandbox.requests.records).toEqual([
    expect.objectContaining({
      host: 'api',
      method: 'GET',
      path: '/api/v2/organization/team',
      query: { limit: '1' },
      status: 200,
      headers: expect.objectContaining({ 'x-client': 'desk' }),
    }),
  ]);
});

test('a taken port is named', async () => {
  const { sandbox } = await start();
  const port = Number(new URL(sandbox.apiUrl).port);
  await expect(startNorthlight({ port })).rejects.toThrow(`Port ${port} is taken`);
});

test('closing ends answers that are still under way', async () => {
  const { sandbox, call } = await start({ latencyMs: 3_600_000 });
  const answer = call('GET', '/organization').then(
    () => 'answered',
    () => 'ended',
  );
  await expect.poll(() => sandbox.requests.records.length).toBe(1);
  await sandbox.close();
  expect(await answer).toBe('ended');
});
