import { describe, expect, it } from 'vitest';
import { FakeClock } from '#test/fake-clock.ts';
import { FakeHttp } from '#test/fake-http.ts';
import { FakeRateServer, type RateServerOptions } from '#test/fake-rate-server.ts';
import { RecordingLog } from '#test/recording-log.ts';
import { createHeadshotPro } from './client.ts';
import { RateBudget } from './rate-budget.ts';
import type { RateHeaders } from './rate-headers.ts';

const MINUTE = 60_000;

/** Pseudo-random, the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function client(clock: FakeClock, server: FakeHttp) {
  return createHeadshotPro({
    apiUrl: 'https://api.example',
    key: () => 'key-1234',
    http: server.http,
    clock,
    random: seeded(7),
    log: new RecordingLog(),
  });
}

/** Keeps the bulk lane full for `minutes` and gives what the server saw. */
async function saturate(options: RateServerOptions, minutes = 10, clock = new FakeClock()) {
  const server = new FakeRateServer(clock, options);
  const api = client(clock, server);
  const stop = new AbortController();
  const workers = Array.from({ length: 40 }, async () => {
    while (!stop.signal.aborted) await api.credits({ signal: stop.signal }).catch(() => {});
  });
  await clock.advance(minutes * MINUTE);
  stop.abort();
  await clock.until(Promise.all(workers));
  const inTime = server.accepted.filter((at) => at < minutes * MINUTE);
  return { server, api, used: inTime.length / (options.limit * minutes) };
}

const WINDOWS = [
  'fixed',
  'sliding until the oldest leaves',
  'sliding for a whole minute',
] as const satisfies RateServerOptions['window'][];

const jitter = (random = seeded(42)) => {
  return (): [number, number] => [20 + random() * 180, 30 + random() * 250];
};

describe('a saturated job', () => {
  it.each(WINDOWS)('uses 98 % of 300 a minute without one 429: %s', async (window) => {
    const { server, used } = await saturate({ limit: 300, window, latencyMs: jitter() });
    expect(server.refused).toBe(0);
    expect(used).toBeGreaterThanOrEqual(0.98);
    expect(server.mostInAMinute()).toBeLessThanOrEqual(300);
  });

  it.each(WINDOWS)('of a thousand calls with slow replies does so, too: %s', async (window) => {
    const clock = new FakeClock();
    const server = new FakeRateServer(clock, { limit: 300, window, latencyMs: () => [150, 150] });
    const api = client(clock, server);
    await clock.until(Promise.all(Array.from({ length: 1000 }, () => api.credits())));
    expect(server.refused).toBe(0);
    // No client is faster than three minutes: 300 at once, and again after each minute.
    expect((3 * MINUTE) / clock.elapsed()).toBeGreaterThanOrEqual(0.98);
  });

  it.each(WINDOWS)('does so at the limit of 1000 that the headers tell: %s', async (window) => {
    const { server, used } = await saturate({ limit: 1000, window, latencyMs: jitter() }, 4);
    expect(server.refused).toBe(0);
    expect(used).toBeGreaterThanOrEqual(0.98);
  });

  it('does so at a limit far below the documented ones', async () => {
    const { server, used } = await saturate({ limit: 20, window: 'fixed', latencyMs: jitter() });
    expect(server.refused).toBe(0);
    expect(used).toBeGreaterThanOrEqual(0.98);
  });

  it('keeps to the documented 300 where no header says anything', async () => {
    const { server, used } = await saturate({
      limit: 300,
      window: 'sliding for a whole minute',
      headers: 'none',
    });
    expect(server.refused).toBe(0);
    expect(used).toBeGreaterThanOrEqual(0.98);
  });

  it.each([-9, 9])('does not care that our clock is %d days off', async (days) => {
    const clock = new FakeClock(Date.UTC(2026, 1, 3 + days, 9, 15));
    const { server, used } = await saturate({ limit: 300, window: 'fixed' }, 5, clock);
    expect(server.refused).toBe(0);
    expect(used).toBeGreaterThanOrEqual(0.98);
  });

  it.each(WINDOWS)(
    'shares the pool with another client, hardly ever refused: %s',
    async (window) => {
      const { server, used } = await saturate({
        limit: 300,
        window,
        latencyMs: jitter(),
        othersPerMinute: 100,
      });
      expect(used).toBeGreaterThan(0.5);
      expect(server.refused).toBeLessThan(30);
      expect(server.mostInAMinute()).toBeLessThanOrEqual(300);
    },
  );

  it('waits for the reset when a run just before has used up the pool', async () => {
    const clock = new FakeClock();
    const server = new FakeRateServer(clock, { limit: 300, window: 'fixed' });
    await clock.advance(10_000);
    const before = client(clock, server);
    await clock.until(Promise.all(Array.from({ length: 280 }, () => before.credits())));
    const restarted = client(clock, server);
    const calls = Array.from({ length: 60 }, () => restarted.credits());
    await clock.until(Promise.all(calls));
    expect(server.refused).toBe(0);
    expect(clock.elapsed()).toBeGreaterThan(MINUTE);
    expect(clock.elapsed()).toBeLessThan(1.2 * MINUTE);
  });
});

describe('the sliding window', () => {
  it('lets a burst through at once, up to nine tenths, and then spreads the rest', async () => {
    const clock = new FakeClock();
    const server = new FakeRateServer(clock, { limit: 300, window: 'fixed' });
    const api = client(clock, server);
    const calls = Promise.all(Array.from({ length: 600 }, () => api.credits()));
    await clock.advance(5_000);
    expect(server.accepted.length).toBeGreaterThanOrEqual(270);
    await clock.advance(52_000);
    expect(server.accepted.length).toBeLessThan(300);
    await clock.until(calls);
    expect(server.accepted).toHaveLength(600);
    expect(server.mostInAMinute()).toBeLessThanOrEqual(300);
  });

  it('counts a request until 60 s after its reply, since it may have arrived just before', async () => {
    const clock = new FakeClock();
    const budget = new RateBudget(clock);
    const lease = await budget.acquire('bulk');
    await clock.advance(20_000);
    lease.settle(headers({ limit: 1 }));
    const second = budget.acquire('bulk');
    await clock.advance(59_000);
    expect(budget.snapshot().usedLastMinute).toBe(1);
    await clock.until(second);
    expect(clock.elapsed()).toBeGreaterThan(80_000);
  });
});

describe('the lanes', () => {
  it('let a person through within seconds while bulk work has taken everything', async () => {
    const clock = new FakeClock();
    const server = new FakeRateServer(clock, { limit: 300, window: 'fixed', latencyMs: jitter() });
    const api = client(clock, server);
    const stop = new AbortController();
    const bulk = Promise.allSettled(
      Array.from({ length: 3_000 }, () => api.credits({ signal: stop.signal })),
    );
    const waits: number[] = [];
    for (let click = 0; click < 40; click++) {
      await clock.advance(7_300);
      const askedAt = clock.elapsed();
      await clock.until(api.organization({ lane: 'person' }).catch(() => {}));
      waits.push(clock.elapsed() - askedAt);
    }
    stop.abort();
    await clock.until(bulk);
    expect(server.refused).toBe(0);
    expect(Math.max(...waits)).toBeLessThan(3_000);
  });

  it('serve a person before the bulk calls that asked earlier', async () => {
    const clock = new FakeClock();
    const budget = new RateBudget(clock);
    const look = await budget.acquire('bulk');
    const order: string[] = [];
    const waiting = [
      budget.acquire('bulk').then(() => order.push('bulk')),
      budget.acquire('person').then(() => order.push('person')),
    ];
    look.settle(headers({ limit: 300, remaining: 299, resetInMs: MINUTE }));
    await clock.until(Promise.all(waiting));
    expect(order).toEqual(['person', 'bulk']);
  });

  it('let go of a call that is cancelled while it waits', async () => {
    const clock = new FakeClock();
    const budget = new RateBudget(clock);
    const look = await budget.acquire('bulk');
    const cancel = new AbortController();
    const waiting = budget.acquire('person', cancel.signal);
    cancel.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    look.settle(null);
    await clock.until(budget.acquire('bulk'));
    expect(clock.sleeping).toBe(0);
  });
});

describe('a 429', () => {
  const limited = { success: false, error: 'Rate limit exceeded', code: 'RATE_LIMIT_EXCEEDED' };
  const good = { body: { success: true, credits: 3 } };
  const date = 'Tue, 03 Feb 2026 09:15:00 GMT';

  it.each([
    ['X-RateLimit-Reset', { 'x-ratelimit-reset': '2026-02-03T09:15:20.000Z' }, 20_000],
    ['Retry-After in seconds', { 'retry-after': '12' }, 12_000],
    ['Retry-After as a date', { 'retry-after': 'Tue, 03 Feb 2026 09:15:30 GMT' }, 30_000],
    ['a reset far away', { 'x-ratelimit-reset': '2027-02-03T09:15:20.000Z' }, 65_000],
    ['a reset in the past', { 'x-ratelimit-reset': '2025-02-03T09:15:20.000Z' }, 0],
  ])('makes every call wait: %s', async (_, told, waitMs) => {
    const clock = new FakeClock(Date.UTC(2031, 0, 1)); // wrong by years
    let first = true;
    const server = new FakeHttp(() => {
      if (!first) return good;
      first = false;
      return { status: 429, headers: { date, ...told }, body: limited };
    });
    const api = client(clock, server);
    await clock.until(Promise.all([api.credits(), api.credits({ lane: 'person' })]));
    expect(server.requests).toHaveLength(3);
    expect(clock.elapsed()).toBeGreaterThanOrEqual(waitMs);
    expect(clock.elapsed()).toBeLessThan(waitMs + 1_000);
  });

  it('grows while each pause was too short, up to half a minute, and is forgotten after', async () => {
    const clock = new FakeClock();
    const budget = new RateBudget(clock);
    const over = { ...headers({}), resetInMs: 0 };
    const refused = async () => {
      (await clock.until(budget.acquire('bulk'))).settle(over);
      budget.pause(over);
      const { pausedUntilMs } = budget.snapshot();
      return (pausedUntilMs ?? 0) - clock.now();
    };
    const waits = [];
    for (let pause = 0; pause < 9; pause++) waits.push(await refused());
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
    for (let answer = 0; answer < 2; answer++) {
      (await clock.until(budget.acquire('bulk'))).settle(headers({}));
    }
    expect(await refused()).toBe(250);
  });

  it('shows in the gauge and in the estimate', async () => {
    const clock = new FakeClock();
    const budget = new RateBudget(clock);
    (await budget.acquire('bulk')).settle(headers({ limit: 10, remaining: 0 }));
    budget.pause({ ...headers({}), retryAfterMs: 30_000 });
    const { pausedUntilMs, remaining } = budget.snapshot();
    expect(pausedUntilMs).toBeGreaterThanOrEqual(clock.now() + 30_000);
    expect(remaining).toBe(0);
    expect(budget.etaMs(1)).toBeGreaterThanOrEqual(30_000);
    await clock.advance(MINUTE + 5_000);
    expect(budget.snapshot()).toMatchObject({ pausedUntilMs: null, usedLastMinute: 0 });
  });
});

describe('the estimate', () => {
  it('is near the truth for a job of several minutes', async () => {
    const clock = new FakeClock();
    const server = new FakeRateServer(clock, { limit: 300, window: 'fixed' });
    const api = client(clock, server);
    await clock.until(api.credits());
    const estimate = api.etaMs(1_000);
    await clock.until(Promise.all(Array.from({ length: 1_000 }, () => api.credits())));
    expect(clock.elapsed() / estimate).toBeGreaterThan(0.9);
    expect(clock.elapsed() / estimate).toBeLessThan(1.1);
  });
});

function headers(given: Partial<RateHeaders>): RateHeaders {
  return { limit: null, remaining: null, resetInMs: null, retryAfterMs: null, ...given };
}
