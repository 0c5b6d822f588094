import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FakeClock } from '#test/fake-clock.ts';
import { FakeRateServer, type RateServerOptions } from '#test/fake-rate-server.ts';
import { runs } from '#test/property-runs.ts';
import { RecordingLog } from '#test/recording-log.ts';
import { createHeadshotPro } from './client.ts';
import { RateBudget, type RateLease } from './rate-budget.ts';
import { readRateHeaders } from './rate-headers.ts';

const MINUTE = 60_000;
const DEFAULT_LIMIT = 300;
const HIGHEST_LIMIT = 1_000_000;

/** What a rate header may say instead of the truth. */
const lie = fc.oneof(
  fc.constantFrom(
    '',
    '0',
    '-1',
    '-0',
    '1e9',
    '12.5',
    'soon',
    'NaN',
    'Infinity',
    '300, 300',
    '0x10',
  ),
  fc.constantFrom('9007199254740993', '999999999999999', ' 7 ', '300;w=60', '\u0663\u0660'),
  fc.constantFrom(
    'Tue, 03 Feb 2026 09:15:30 GMT',
    '1969-12-31T23:59:59Z',
    '+275760-09-13T00:00:00Z',
  ),
  fc.integer({ min: 0, max: 2_000 }).map(String),
  fc.integer({ min: 1_769_000_000, max: 1_771_000_000 }).map(String),
);
const NAMES = [
  'date',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
  'retry-after',
];
const lies = fc.dictionary(fc.constantFrom(...NAMES), fc.option(lie), { maxKeys: 5 });

describe('the allowance', () => {
  const step = fc.record({
    asks: fc.nat(25),
    lane: fc.constantFrom('person', 'bulk'),
    headers: fc.option(lies),
    afterMs: fc.oneof(fc.nat(9_000), fc.constantFrom(0, 1, 59_999, 60_000, 60_001)),
    jumpMs: fc.oneof(fc.constant(0), fc.integer({ min: -1e12, max: 1e12 })),
    settles: fc.nat(30),
    pauses: fc.boolean(),
    gives: fc.boolean(),
  });

  it('lets no more than the limit into any 60 s, whatever headers, clock and callers do', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 80 }), async (steps) => {
        const clock = new FakeClock();
        const budget = new RateBudget(clock);
        const sent: number[] = [];
        const open: RateLease[] = [];
        const broken: string[] = [];
        const waiting: Promise<unknown>[] = [];
        let first = 0;
        const granted = (lease: RateLease) => {
          const now = clock.elapsed();
          sent.push(now);
          open.push(lease);
          while ((sent[first] ?? now) <= now - MINUTE) first++;
          const recent = sent.length - first;
          if (recent > budget.limit) broken.push(`${recent} of ${budget.limit} at ${now}`);
        };
        for (const { asks, lane, headers, afterMs, jumpMs, settles, pauses, gives } of steps) {
          const cancel = new AbortController();
          for (let asked = 0; asked < asks; asked++) {
            waiting.push(budget.acquire(lane, cancel.signal).then(granted, () => {}));
          }
          await clock.advance(afterMs);
          clock.jump(jumpMs);
          if (gives) cancel.abort(new Error('enough'));
          // What that let through is counted before a reply can change the limit.
          await clock.advance(0);
          const read = headers && readRateHeaders((name) => headers[name] ?? null, clock.now());
          // Replies overtake each other, and some never come.
          for (const lease of open.splice(-settles, settles)) lease.settle(read);
          if (pauses && read) budget.pause(read);
          expect(budget.limit).toBeLessThanOrEqual(HIGHEST_LIMIT);
        }
        expect(broken).toEqual([]);
        // And nobody waits for ever, whatever was said.
        const everybody = Promise.all(waiting).then(() => waiting.splice(0));
        const deadline = clock.elapsed() + (waiting.length + 2) * 70_000;
        while (waiting.length > 0 && clock.elapsed() < deadline) {
          for (const lease of open.splice(0)) lease.settle(null);
          await clock.advance(1_000);
        }
        expect(waiting).toEqual([]);
        await everybody;
        expect(broken).toEqual([]);
      }),
      runs(25),
    );
  });
});

describe('calls to an API', () => {
  const world = fc.record({
    limit: fc.constantFrom(5, 40, DEFAULT_LIMIT, 1000),
    window: fc.constantFrom<RateServerOptions['window']>(
      'fixed',
      'sliding until the oldest leaves',
      'sliding for a whole minute',
    ),
    latency: fc.array(fc.tuple(fc.nat(400), fc.nat(3_000)), { minLength: 1, maxLength: 20 }),
    mangled: fc.array(fc.option(lies), { minLength: 1, maxLength: 20 }),
    lost: fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }),
    othersPerMinute: fc.constantFrom(0, 0, 7),
    jumps: fc.array(fc.integer({ min: -1e10, max: 1e10 }), { maxLength: 5 }),
    minutes: fc.constantFrom(0.5, 1.5, 2.2),
    patienceMs: fc.array(fc.option(fc.nat(90_000)), { minLength: 1, maxLength: 9 }),
  });

  it('never come more often than the limit allows, and all of them end', async () => {
    await fc.assert(
      fc.asyncProperty(world, async (given) => {
        const { limit, minutes, jumps, latency, mangled, lost, patienceMs } = given;
        const clock = new FakeClock();
        const loses = inTurn([...lost, false, false, false]);
        const server = new FakeRateServer(clock, {
          ...given,
          latencyMs: inTurn(latency),
          // The first reply comes: else a limit below the documented ones could not be known.
          loses: () => server.arrived.length > 1 && loses(),
          mangle: mangling(limit, inTurn<Lies>(mangled)),
        });
        const api = createHeadshotPro({
          apiUrl: 'https://api.example',
          key: () => 'key-1234',
          http: server.http,
          clock,
          random: () => 0.5,
          log: new RecordingLog(),
        });
        const patience = inTurn(patienceMs);
        const calls = Array.from({ length: Math.min(400, limit * minutes) }, (_, index) => {
          const stop = new AbortController();
          const ms = patience();
          if (ms !== null) void clock.sleep(ms).then(() => stop.abort());
          return api.credits({ lane: index % 5 === 0 ? 'person' : 'bulk', signal: stop.signal });
        });
        const ended = Promise.allSettled(calls);
        for (const jump of jumps) {
          await clock.advance(2_000);
          clock.jump(jump);
        }
        expect(await clock.until(ended)).toHaveLength(calls.length);
        expect(server.mostInAMinute(server.arrived)).toBeLessThanOrEqual(limit);
      }),
      runs(20),
    );
  });
});

type Lies = Record<string, string | null> | null;

/** One after another, and again from the first. */
function inTurn<T>(values: readonly T[]): () => T {
  let next = 0;
  return () => values[next++ % values.length] as T;
}

/**
 * Headers with lies in them. A limit higher than the true one would be believed, as it should be; so
 * would be the documented one where the true one, lower than that, is kept from us.
 */
function mangling(limit: number, nextLies: () => Lies) {
  return (truth: Record<string, string>): Record<string, string> => {
    const said = { ...truth, ...nextLies() };
    const told = readRateHeaders((name) => said[name] ?? null, 0).limit;
    const isHarmless = told === null ? limit >= DEFAULT_LIMIT : told <= limit;
    const kept = isHarmless ? {} : { 'x-ratelimit-limit': truth['x-ratelimit-limit'] };
    const all = Object.entries({ ...said, ...kept });
    return Object.fromEntries(all.flatMap(([name, text]) => (text == null ? [] : [[name, text]])));
  };
}
