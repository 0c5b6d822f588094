import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { FakeClock } from '#test/fake-clock.ts';
import { FakeHttp, type FakeReply, inTurn, networkError } from '#test/fake-http.ts';
import { RecordingLog } from '#test/recording-log.ts';
import { createHeadshotPro } from './client.ts';

const KEY = 'hsp_live_TOPSECRET+/=';
const good: FakeReply = { body: { success: true, credits: 42 } };

function setUp(...replies: (FakeReply | Error)[]) {
  const clock = new FakeClock();
  const log = new RecordingLog();
  const server = new FakeHttp(inTurn(...replies));
  let key = KEY;
  const api = createHeadshotPro({
    apiUrl: 'https://api.example',
    key: () => key,
    http: server.http,
    clock,
    random: () => 1,
    log,
  });
  /** The error a call ends with. */
  const failure = async (call: Promise<unknown>): Promise<AppError> => {
    const error = await clock.until(
      call.then(
        () => null,
        (reason: unknown) => reason,
      ),
    );
    if (!(error instanceof AppError)) throw new Error(`no AppError: ${error}`);
    return error;
  };
  return { api, clock, log, server, failure, setKey: (text: string) => (key = text) };
}

const refusal = (status: number, code?: string, error?: string, headers = {}): FakeReply => ({
  status,
  headers,
  body: { success: false, ...(code && { code }), ...(error && { error }) },
});

describe('an API call', () => {
  it('carries the key in its header and nothing else of note', async () => {
    const { api, server, clock } = setUp(good);
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
    const { api, clock, server } = setUp({
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
    const { api, clock } = setUp({ ...good, headers: { date } });
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
    const { api, server, failure } = setUp(refusal(status, code));
    const error = await failure(api.invites.revoke('a@b.example'));
    expect(error.code).toBe(expected);
    expect(error.message).toContain(String(status));
    if (code) expect(error.message).toContain(code);
    expect(server.requests).toHaveLength(1);
  });

  it('"already invited" and a taken name are already_exists, though their code is not', async () => {
    const { api, failure } = setUp(
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
    const { api, failure } = setUp(refusal(400, 'INVALID_REQUEST', text));
    const error = await failure(api.credits());
    expect(error.message).toContain('"No such thing, see https://api.example/x now"');
  });

  it('never holds the key, wherever the server repeats it', async () => {
    const echo = `key ${KEY} or ${encodeURIComponent(KEY)} in Bearer ${KEY}`;
    const { api, failure, log } = setUp(refusal(400, `BAD_${KEY}`, echo));
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
    const { api, failure } = setUp(reply);
    const error = await failure(api.credits());
    expect(error.code).toBe('api_not_understood');
    expect(error.message).toContain('api.example');
    expect(error.message).toMatch(/sign-in page or a proxy/);
  });

  it('with 401 or 403 still says what the status says', async () => {
    const { api, failure } = setUp({ status: 403, body: page });
    const error = await failure(api.credits());
    expect(error.code).toBe('not_permitted');
    expect(error.message).toContain('proxy');
  });

  it.each([301, 302, 303, 307, 308])('is not followed if it is a %i redirect', async (status) => {
    const location = 'https://evil.example/login?token=SECRET';
    const { api, failure, server } = setUp({ status, headers: { location } });
    const error = await failure(api.credits());
    expect(error.code).toBe('api_not_understood');
    expect(error.message).toContain('evil.example');
    expect(error.message).not.toContain('SECRET');
    expect(server.requests).toHaveLength(1);
    expect(server.discarded).toBe(1);
  });
});

describe('a failure that may pass', () => {
  it.each<[string, FakeReply | Error]>([
    ['500', refusal(500, 'INTERNAL_ERROR')],
    ['an empty 502', { status: 502 }],
    ['503 with a page', { status: 503, body: '<html>' }],
    ['half a reply', { body: '{"success":true,"credits":' }],
    ['504', { status: 504, body: 'gateway timeout' }],
    ['a reset', networkError('ECONNRESET')],
    ['a failed name', networkError('ENOTFOUND', 'getaddrinfo')],
    ['a TLS failure', networkError('CERT_HAS_EXPIRED')],
    ['a timeout', networkError('UND_ERR_HEADERS_TIMEOUT')],
  ])('is tried again where nothing is changed by it: %s', async (_, reply) => {
    const { api, clock, server } = setUp(reply, reply, reply, good);
    expect(await clock.until(api.credits())).toBe(42);
    expect(server.requests).toHaveLength(4);
    expect(clock.elapsed()).toBeGreaterThanOrEqual(7_000);
  });

  it('is tried again for the batch download, which only reads', async () => {
    const { api, clock, server } = setUp(refusal(500), { body: { success: true, downloads: [] } });
    expect(await clock.until(api.photos.batchDownload('m', ['p']))).toEqual([]);
    expect(server.requests).toHaveLength(2);
  });

  it('is given up after four attempts', async () => {
    const { api, failure, server } = setUp(refusal(500, 'INTERNAL_ERROR', 'Boom'));
    const error = await failure(api.credits());
    expect(error.code).toBe('api_failed');
    expect(error.message).toContain('Boom');
    expect(server.requests).toHaveLength(4);
  });

  it('of the network is api_unreachable, with host and code', async () => {
    const { api, failure } = setUp(networkError('ECONNRESET'));
    const error = await failure(api.credits());
    expect(error.code).toBe('api_unreachable');
    expect(error.message).toMatch(/api\.example.*ECONNRESET/);
  });

  it.each<[string, FakeReply | Error]>([
    ['500', refusal(500)],
    ['a reset', networkError('ECONNRESET')],
  ])('is not tried again where it may have been carried out: %s', async (_, reply) => {
    const { api, failure, server } = setUp(reply);
    for (const call of [
      () => api.invites.create({ email: 'a@b.example' }),
      () => api.invites.revoke('a@b.example'),
      () => api.teams.create('Sales'),
      () => api.teams.rename('t', 'Sales'),
      () => api.teams.delete('t'),
      () => api.teams.addMembers('t', ['a@b.example']),
      () => api.models.create({ email: 'a@b.example' }),
      () => api.models.delete('m'),
    ]) {
      await failure(call());
    }
    expect(server.requests).toHaveLength(8);
  });

  it.each([
    networkError('ECONNREFUSED', 'connect'),
    networkError('ENOTFOUND', 'getaddrinfo'),
    networkError('EHOSTUNREACH', 'connect'),
  ])('is tried again for every call that provably was not sent: %s', async (error) => {
    const { api, clock, server } = setUp(error, { body: { success: true } });
    await clock.until(api.invites.revoke('a@b.example'));
    expect(server.requests).toHaveLength(2);
  });

  it('waits as long as Retry-After says', async () => {
    const { api, clock } = setUp({ status: 503, headers: { 'retry-after': '40' } }, good);
    await clock.until(api.credits());
    expect(clock.elapsed()).toBeGreaterThanOrEqual(40_000);
  });
});

describe('the rate limit', () => {
  const limited = refusal(429, 'RATE_LIMIT_EXCEEDED', 'Slow down', { 'retry-after': '5' });

  it('is waited out for every call, as none was carried out', async () => {
    const { api, clock, server } = setUp(limited, limited, { body: { success: true } });
    await clock.until(api.invites.revoke('a@b.example'));
    expect(server.requests).toHaveLength(3);
  });

  it('is waited out whatever its code, where the call may be sent twice', async () => {
    const other = refusal(429, 'TOO_MANY_REQUESTS', 'slow', { 'retry-after': '1' });
    const downloads = [{ photoId: 'p', url: 'https://cdn.example/p' }];
    const { api, clock, server } = setUp(other, { body: { success: true, downloads } });
    expect(await clock.until(api.photos.batchDownload('m', ['p']))).toHaveLength(1);
    expect(server.requests).toHaveLength(2);
  });

  it('is not taken for one where another code may mean what was to be changed', async () => {
    const { api, server, failure } = setUp(refusal(429, 'TOO_MANY_PENDING'));
    expect((await failure(api.invites.create({ email: 'a@b.example' }))).code).toBe('rate_limited');
    expect(server.requests).toHaveLength(1);
  });

  it('is told when it does not end', async () => {
    const { api, failure, server } = setUp(limited);
    expect((await failure(api.credits())).code).toBe('rate_limited');
    expect(server.requests.length).toBeLessThanOrEqual(11);
  });

  it('is not the cap on invites: that is told at once and stops nothing', async () => {
    const { api, clock, server, failure } = setUp(
      refusal(429, 'INVITE_LIMIT_EXCEEDED', 'Too many', { 'retry-after': '60' }),
      good,
    );
    expect((await failure(api.invites.create({ email: 'a@b.example' }))).code).toBe('invite_limit');
    expect(api.budget().pausedUntilMs).toBeNull();
    await clock.until(api.credits());
    expect(clock.elapsed()).toBeLessThan(1_000);
    expect(server.requests).toHaveLength(2);
  });
});

describe('cancelling', () => {
  /** `call`, which may fail long before the test looks at it. */
  function failed(call: Promise<unknown>): Promise<unknown> {
    call.catch(() => {});
    return call;
  }

  it('stops a call that waits for its retry', async () => {
    const { api, clock, failure, server } = setUp(refusal(500));
    const cancel = new AbortController();
    const call = failed(api.credits({ signal: cancel.signal }));
    await clock.advance(500);
    cancel.abort();
    expect((await failure(call)).code).toBe('cancelled');
    expect(server.requests).toHaveLength(1);
    expect(clock.elapsed()).toBe(500);
  });

  it('stops a call that waits for the allowance, with the reason that was given', async () => {
    const { api, clock, failure, server } = setUp(
      refusal(429, 'RATE_LIMIT_EXCEEDED', '', { 'retry-after': '60' }),
    );
    const cancel = new AbortController();
    const call = failed(api.credits({ signal: cancel.signal }));
    await clock.advance(500);
    cancel.abort(new AppError('cancelled', 'Stopped by Ctrl-C.'));
    expect((await failure(call)).message).toBe('Stopped by Ctrl-C.');
    expect(server.requests).toHaveLength(1);
  });

  it('sends nothing when it came first', async () => {
    const { api, failure, server } = setUp(good);
    expect((await failure(api.credits({ signal: AbortSignal.abort() }))).code).toBe('cancelled');
    expect(server.requests).toHaveLength(0);
  });
});

describe('the key', () => {
  it('is asked for anew at each attempt, so that a new one is used at once', async () => {
    const { api, clock, server, setKey } = setUp(refusal(500), good);
    const call = api.credits();
    await clock.advance(10);
    setKey('new-key');
    await clock.until(call);
    expect(server.requests[1]?.headers['authorization']).toBe('Bearer new-key');
  });

  it('may have spaces around it', async () => {
    const { api, clock, server, setKey } = setUp(good);
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
    const { api, failure, server, setKey } = setUp(good);
    setKey(key);
    const error = await failure(api.credits());
    expect(error.code).toBe(code);
    expect(error.message).not.toContain('SECRET');
    expect(server.requests).toHaveLength(0);
  });
});
