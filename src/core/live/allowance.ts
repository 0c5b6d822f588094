import type { Clock } from '../ports.ts';

/** Lets through a burst, then so many a second: a token bucket. */
export function createAllowance(
  { burst, perSecond }: { burst: number; perSecond: number },
  clock: Pick<Clock, 'elapsed'>,
) {
  let left = burst;
  let filledAtMs = clock.elapsed();

  return {
    /** Whether one more may pass now. */
    take(): boolean {
      const nowMs = clock.elapsed();
      left = Math.min(burst, left + ((nowMs - filledAtMs) / 1000) * perSecond);
      filledAtMs = nowMs;
      if (left < 1) return false;
      left--;
      return true;
    },
  };
}
