import { describe, expect, it } from 'vitest';
import { FakeClock } from '#test/fake-clock.ts';
import { withRetries } from './retry.ts';

/** Runs an attempt that fails `failures` times; gives how often it ran and how long it took. */
async function run(failures: number, options: Partial<Parameters<typeof withRetries>[1]> = {}) {
  const clock = new FakeClock();
  let tried = 0;
  const attempt = async () => {
    tried++;
    if (tried <= failures) throw new Error(`failure ${tried}`);
    return 'done';
  };
  const outcome = await clock
    .until(withRetries(attempt, { clock, random: () => 1, shouldRetry: () => true, ...options }))
    .catch((error: Error) => error.message);
  return { outcome, tried, tookMs: clock.elapsed() };
}

describe('retries', () => {
  it('double the longest wait from try to try', async () => {
    expect(await run(3)).toEqual({ outcome: 'done', tried: 4, tookMs: 1_000 + 2_000 + 4_000 });
  });

  it('end after four attempts with the last error', async () => {
    expect(await run(9)).toMatchObject({ outcome: 'failure 4', tried: 4 });
  });

  it('wait any part of it, down to nothing', async () => {
    expect(await run(3, { random: () => 0 })).toMatchObject({ outcome: 'done', tookMs: 0 });
    expect(await run(1, { random: () => 0.25 })).toMatchObject({ tookMs: 250 });
  });

  it('never wait longer than the cap, but for a wait that is asked for', async () => {
    expect(await run(7, { attempts: 8, capMs: 3_000 })).toMatchObject({ tookMs: 18_000 });
    expect(await run(1, { shouldRetry: () => 30_000 })).toMatchObject({ tookMs: 31_000 });
  });

  it('do not repeat what would not help', async () => {
    expect(await run(1, { shouldRetry: () => false })).toMatchObject({ tried: 1 });
  });

  it('stop at once when cancelled during a wait', async () => {
    const clock = new FakeClock();
    const cancel = new AbortController();
    const { signal } = cancel;
    const running = withRetries(() => Promise.reject(new Error('failed')), {
      clock,
      random: () => 1,
      signal,
      shouldRetry: () => true,
    });
    await clock.advance(10);
    cancel.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
    expect(clock.elapsed()).toBe(10);
  });
});
