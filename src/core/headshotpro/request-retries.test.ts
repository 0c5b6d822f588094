import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { askedClient, refusal } from '#test/asked-client.ts';
import { type FakeReply, networkError } from '#test/fake-http.ts';

const good: FakeReply = { body: { success: true, credits: 42 } };

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
    const { api, clock, server } = askedClient(reply, reply, reply, good);
    expect(await clock.until(api.credits())).toBe(42);
    expect(server.requests).toHaveLength(4);
    expect(clock.elapsed()).toBeGreaterThanOrEqual(7_000);
  });

  it('is tried again for the batch download, which only reads', async () => {
    const { api, clock, server } = askedClient(refusal(500), {
      body: { success: true, downloads: [] },
    });
    expect(await clock.until(api.photos.batchDownload('m', ['p']))).toEqual([]);
    expect(server.requests).toHaveLength(2);
  });

  it('is given up after four attempts', async () => {
    const { api, failure, server } = askedClient(refusal(500, 'INTERNAL_ERROR', 'Boom'));
    const error = await failure(api.credits());
    expect(error.code).toBe('api_failed');
    expect(error.message).toContain('Boom');
    expect(server.requests).toHaveLength(4);
  });

  it('of the network is api_unreachable, with host and code', async () => {
    const { api, failure } = askedClient(networkError('ECONNRESET'));
    const error = await failure(api.credits());
    expect(error.code).toBe('api_unreachable');
    expect(error.message).toMatch(/api\.example.*ECONNRESET/);
  });

  it.each<[string, FakeReply | Error]>([
    ['500', refusal(500)],
    ['a reset', networkError('ECONNRESET')],
  ])('is not tried again where it may have been carried out: %s', async (_, reply) => {
    const { api, failure, server } = askedClient(reply);
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
    const { api, clock, server } = askedClient(error, { body: { success: true } });
    await clock.until(api.invites.revoke('a@b.example'));
    expect(server.requests).toHaveLength(2);
  });

  it('waits as long as Retry-After says', async () => {
    const { api, clock } = askedClient({ status: 503, headers: { 'retry-after': '40' } }, good);
    await clock.until(api.credits());
    expect(clock.elapsed()).toBeGreaterThanOrEqual(40_000);
  });
});

describe('the rate limit', () => {
  const limited = refusal(429, 'RATE_LIMIT_EXCEEDED', 'Slow down', { 'retry-after': '5' });

  it('is waited out for every call, as none was carried out', async () => {
    const { api, clock, server } = askedClient(limited, limited, { body: { success: true } });
    await clock.until(api.invites.revoke('a@b.example'));
    expect(server.requests).toHaveLength(3);
  });

  it('is waited out whatever its code, where the call may be sent twice', async () => {
    const other = refusal(429, 'TOO_MANY_REQUESTS', 'slow', { 'retry-after': '1' });
    const downloads = [{ photoId: 'p', url: 'https://cdn.example/p' }];
    const { api, clock, server } = askedClient(other, { body: { success: true, downloads } });
    expect(await clock.until(api.photos.batchDownload('m', ['p']))).toHaveLength(1);
    expect(server.requests).toHaveLength(2);
  });

  it('is not taken for one where another code may mean what was to be changed', async () => {
    const { api, server, failure } = askedClient(refusal(429, 'TOO_MANY_PENDING'));
    expect((await failure(api.invites.create({ email: 'a@b.example' }))).code).toBe('rate_limited');
    expect(server.requests).toHaveLength(1);
  });

  it('is told when it does not end', async () => {
    const { api, failure, server } = askedClient(limited);
    expect((await failure(api.credits())).code).toBe('rate_limited');
    expect(server.requests.length).toBeLessThanOrEqual(11);
  });

  it('is not the cap on invites: that is told at once and stops nothing', async () => {
    const { api, clock, server, failure } = askedClient(
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
    const { api, clock, failure, server } = askedClient(refusal(500));
    const cancel = new AbortController();
    const call = failed(api.credits({ signal: cancel.signal }));
    await clock.advance(500);
    cancel.abort();
    expect((await failure(call)).code).toBe('cancelled');
    expect(server.requests).toHaveLength(1);
    expect(clock.elapsed()).toBe(500);
  });

  it('stops a call that waits for the allowance, with the reason that was given', async () => {
    const { api, clock, failure, server } = askedClient(
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
    const { api, failure, server } = askedClient(good);
    expect((await failure(api.credits({ signal: AbortSignal.abort() }))).code).toBe('cancelled');
    expect(server.requests).toHaveLength(0);
  });
});
