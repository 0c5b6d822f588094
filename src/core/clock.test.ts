import { describe, expect, it } from 'vitest';
import { systemClock } from './clock.ts';

describe('the system clock', () => {
  it('sleeps at least as long as asked', async () => {
    const before = systemClock.elapsed();
    await systemClock.sleep(30);
    expect(systemClock.elapsed() - before).toBeGreaterThan(28);
  });

  it('stops sleeping with the reason of the signal', async () => {
    const cancel = new AbortController();
    const sleeping = systemClock.sleep(2 ** 40, cancel.signal);
    const reason = new Error('enough');
    cancel.abort(reason);
    await expect(sleeping).rejects.toBe(reason);
    await expect(systemClock.sleep(1, cancel.signal)).rejects.toBe(reason);
  });
});
