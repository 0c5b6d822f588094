import { describe, expect, it } from 'vitest';
import { askedClient, KEY, refusal } from '#test/asked-client.ts';
import type { FakeReply } from '#test/fake-http.ts';

const good: FakeReply = { body: { success: true, credits: 42 } };

describe('an API call', () => {
  it('carries the key in its header and nothing else of note', async () => {
    const { api, server, clock } = askedClient(good);
    expect(await clock.until(api.credits())).toBe(42);
    const [request] = server.requests;
    expect(request?.url).toBe('https://api.example/api/v2/organization/credits');
    expect(request?.headers).toEqual({
      authorization: `Bearer ${KEY}`,
      accept: 'application/json',
      'user-agent': 'HeadshotDesk',
    });
  });

  it('reads JSON with a byte order mark, in pieces, and under data', async () => {
    const { api, clock, server } = askedClient({
      body: [
        Buffer.from([0xef, 0xbb]),
        Buffer.from([0xbf]),
        Buffer.from('{"success":true,"cre'),
        Buffer.from('dits":1}'),
      ],
    });
    expect(await clock.until(api.credits())).toBe(1);
    server.handler = () => ({ body: { success: true, data: { credits: '7' } } });
    expect(await clock.until(api.credits())).toBe(7);
    server.handler = () => ({ body: { data: 8 } });
    expect(await clock.until(api.credits())).toBe(8);
  });

  it('knows the server’s time from its replies, whatever our clock does', async () => {
    const date = 'Tue, 03 Feb 2026 09:15:00 GMT';
    const { api, clock } = askedClient({ ...good, headers: { date } });
    clock.jump(-9e9);
    await clock.until(api.credits());
    clock.jump(5e9);
    await clock.advance(1_500);
    expect(api.serverNow()).toBe(Date.parse(date) + 1_500);
  });
});

describe('a refusal becomes an error a person can act on', () => {
  it.each([
    [401, 'UNAUTHORIZED', 'key_refused'],
    [401, undefined, 'key_refused'],
    [403, 'FORBIDDEN', 'not_permitted'],
    [402, 'INSUFFICIENT_CREDITS', 'insufficient_credits'],
    [404, 'NOT_FOUND', 'not_found'],
    [400, 'INVALID_REQUEST', 'invalid_input'],
    [400, 'INVALID_EMAIL', 'invalid_input'],
    [400, 'ALREADY_EXISTS', 'already_exists'],
    [409, 'CONFLICT', 'already_exists'],
    [400, 'ALREADY_DELETED', 'already_deleted'],
    [429, 'INVITE_LIMIT_EXCEEDED', 'invite_limit'],
    [418, 'TEAPOT', 'api_failed'],
    [200, 'FORBIDDEN', 'not_permitted'],
    [200, undefined, 'api_failed'],
  ])('%i %s is %s', async (status, code, expected) => {
    const { api, server, failure } = askedClient(refusal(status, code));
    const error = await failure(api.invites.revoke('a@b.example'));
    expect(error.code).toBe(expected);
    expect(error.message).toContain(String(status));
    if (code) expect(error.message).toContain(code);
    expect(server.requests).toHaveLength(1);
  });

  it('"already invited" and a taken name are already_exists, though their code is not', async () => {
    const { api, failure } = askedClient(
      refusal(400, 'INVALID_REQUEST', 'This email has already been invited'),
    );
    expect((await failure(api.invites.create({ email: 'a@b.example' }))).code).toBe(
      'already_exists',
    );
    expect((await failure(api.teams.create('Sales'))).code).toBe('already_exists');
    expect((await failure(api.invites.revoke('a@b.example'))).code).toBe('invalid_input');
  });

  it('shows what the API said, in one line, without URLs’ secrets', async () => {
    const text = 'No such\n thing, see https://api.example/x?signature=SECRET#y now';
    const { api, failure } = askedClient(refusal(400, 'INVALID_REQUEST', text));
    const error = await failure(api.credits());
    expect(error.message).toContain('"No such thing, see https://api.example/x now"');
  });

  it('never holds the key, wherever the server repeats it', async () => {
    const echo = `key ${KEY} or ${encodeURIComponent(KEY)} in Bearer ${KEY}`;
    const { api, failure, log } = askedClient(refusal(400, `BAD_${KEY}`, echo));
    const error = await failure(api.credits());
    expect(JSON.stringify([error.message, error.stack, error.cause, log.lines])).not.toContain(
      'TOPSECRET',
    );
    expect(error.message).toContain('[key]');
  });
});

describe('a reply that is not the API’s', () => {
  const page = '<!doctype html><title>Sign in to the hotel network</title>';

  it.each<[string, FakeReply]>([
    ['a web page', { headers: { 'content-type': 'text/html' }, body: page }],
    ['a web page with 404', { status: 404, body: page }],
    ['nothing', { body: '' }],
    ['plain text', { body: 'OK' }],
    ['a JSON list', { body: [Buffer.from('[1,2]')] }],
    ['another content', { body: { success: true, balance: 3 } }],
    ['a value of another kind', { body: { success: true, credits: { left: 3 } } }],
    ['a body without end', { body: Array.from({ length: 30 }, () => Buffer.alloc(2 ** 20, 'x')) }],
  ])('is api_not_understood, naming the host: %s', async (_, reply) => {
    const { api, failure } = askedClient(reply);
    const error = await failure(api.credits());
    expect(error.code).toBe('api_not_understood');
    expect(error.message).toContain('api.example');
    expect(error.message).toMatch(/sign-in page or a proxy/);
  });

  it('with 401 or 403 still says what the status says', async () => {
    const { api, failure } = askedClient({ status: 403, body: page });
    const error = await failure(api.credits());
    expect(error.code).toBe('not_permitted');
    expect(error.message).toContain('proxy');
  });

  it.each([301, 302, 303, 307, 308])('is not followed if it is a %i redirect', async (status) => {
    const location = 'https://evil.example/login?token=SECRET';
    const { api, failure, server } = askedClient({ status, headers: { location } });
    const error = await failure(api.credits());
    expect(error.code).toBe('api_not_understood');
    expect(error.message).toContain('evil.example');
    expect(error.message).not.toContain('SECRET');
    expect(server.requests).toHaveLength(1);
    expect(server.discarded).toBe(1);
  });
});

describe('the key', () => {
  it('is asked for anew at each attempt, so that a new one is used at once', async () => {
    const { api, clock, server, setKey } = askedClient(refusal(500), good);
    const call = api.credits();
    await clock.advance(10);
    setKey('new-key');
    await clock.until(call);
    expect(server.requests[1]?.headers['authorization']).toBe('Bearer new-key');
  });

  it('may have spaces around it', async () => {
    const { api, clock, server, setKey } = askedClient(good);
    setKey(' key-1\n');
    await clock.until(api.credits());
    expect(server.requests[0]?.headers['authorization']).toBe('Bearer key-1');
  });

  it.each([
    ['', 'key_missing'],
    [' \n', 'key_missing'],
    ['SECRET\r\nX-Evil: 1', 'key_refused'],
    ['SECRET key', 'key_refused'],
    ['SECRET\u0000', 'key_refused'],
    ['SECRETé', 'key_refused'],
    ['SECRET🔑', 'key_refused'],
  ])('is refused before anything is sent: %j', async (key, code) => {
    const { api, failure, server, setKey } = askedClient(good);
    setKey(key);
    const error = await failure(api.credits());
    expect(error.code).toBe(code);
    expect(error.message).not.toContain('SECRET');
    expect(server.requests).toHaveLength(0);
  });
});
