import { describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '#shared/errors.ts';
import { FakeClock } from '#test/fake-clock.ts';
import { createNetworkWatch } from './network-watch.ts';

function watch(patienceMs = Number.POSITIVE_INFINITY) {
  const clock = new FakeClock();
  const stop = new AbortController();
  const seen = { asked: [] as number[], changes: 0, gaveUp: null as unknown };
  const state = { failure: null as ErrorCode | null };
  const network = createNetworkWatch({
    ask: async () => {
      seen.asked.push(clock.elapsed());
      if (state.failure) throw new AppError(state.failure, 'No.');
    },
    clock,
    patienceMs,
    signal: stop.signal,
    onChange: () => {
      seen.changes++;
    },
    onGiveUp: (reason) => {
      seen.gaveUp = reason;
    },
  });
  return { network, clock, stop, seen, state };
}

describe('watching the network', () => {
  it('asks once for all who want to know', async () => {
    const { network, seen } = watch();
    expect(await Promise.all([network.isUp(), network.isUp()])).toEqual([true, true]);
    expect(seen.asked).toHaveLength(1);
    expect(network.isDown).toBe(false);
  });

  it.each(['api_unreachable', 'api_failed', 'api_not_understood'] as const)(
    'takes %s for an outage, asks ever more seldom, and tells when it is over',
    async (code) => {
      const { network, clock, seen, state } = watch();
      state.failure = code;
      expect(await Promise.all([network.isUp(), network.isUp()])).toEqual([false, false]);
      expect(network.isDown).toBe(true);
      await clock.advance(600_000);
      expect(seen.asked.slice(0, 6)).toEqual([0, 2_000, 6_000, 14_000, 30_000, 62_000]);
      expect(seen.asked.slice(6, 9)).toEqual([122_000, 182_000, 242_000]);
      expect(network.isDown).toBe(true);
      state.failure = null;
      const { changes } = seen;
      await clock.advance(60_000);
      expect(network.isDown).toBe(false);
      expect(seen.changes).toBe(changes + 1);
      expect(await network.isUp()).toBe(true);
      expect(seen.gaveUp).toBeNull();
    },
  );

  it('takes a refusal for an answer', async () => {
    const { network, state } = watch();
    state.failure = 'key_refused';
    expect(await network.isUp()).toBe(true);
  });

  it('gives up with the reason when its patience ends', async () => {
    const { network, clock, seen, state } = watch(60_000);
    state.failure = 'api_unreachable';
    await network.isUp();
    await clock.advance(59_000);
    expect(seen.gaveUp).toMatchObject({ code: 'api_unreachable' });
    expect(Math.max(...seen.asked)).toBeLessThanOrEqual(60_000);
    expect(network.isDown).toBe(false);
  });

  it('asks no more once the run has ended', async () => {
    const { network, clock, stop, seen, state } = watch();
    state.failure = 'api_unreachable';
    await network.isUp();
    stop.abort(new Error('ended'));
    await clock.advance(600_000);
    expect(seen.asked).toHaveLength(1);
  });
});
