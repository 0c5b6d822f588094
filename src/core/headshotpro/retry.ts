import type { Clock, Random } from '../ports.ts';

export interface RetryOptions {
  clock: Clock;
  random: Random;
  signal?: AbortSignal | undefined;
  /** Whether `error` may pass if tried again; a number is the least wait before that, in ms. */
  shouldRetry(error: unknown): boolean | number;
  /** Told before each wait. */
  onRetry?(error: unknown, waitMs: number): void;
  /** All attempts together, the first included. Default 4. */
  attempts?: number;
  /** The longest first wait; it doubles from try to try. Default 1000. */
  baseMs?: number;
  /** No wait is longer than this unless `shouldRetry` asks for it. Default 20,000. */
  capMs?: number;
}

/**
 * Runs `attempt` until it succeeds, waiting with full jitter in between: a random time from nothing
 * to a limit that doubles. Rethrows the last error; stops at once when the signal aborts.
 */
export async function withRetries<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { clock, random, signal, attempts = 4, baseMs = 1000, capMs = 20_000 } = options;
  for (let tried = 1; ; tried++) {
    signal?.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      if (signal?.aborted || tried >= attempts) throw error;
      const advice = options.shouldRetry(error);
      if (advice === false) throw error;
      const jitterMs = random() * Math.min(capMs, baseMs * 2 ** (tried - 1));
      const waitMs = advice === true ? jitterMs : advice + jitterMs;
      options.onRetry?.(error, waitMs);
      await clock.sleep(waitMs, signal);
    }
  }
}

/** Too slow, misdirected, too early. */
const PASSING_STATUSES = new Set([408, 421, 425]);
/** Not implemented: no other try will change that. */
const LASTING_FAILURE = 501;

/**
 * Whether a status says of itself that the same request may be answered later. Any failure of a server
 * does, also those that only a content network in between gives (520 to 530).
 */
export function mayPassLater(status: number): boolean {
  return PASSING_STATUSES.has(status) || (status >= 500 && status !== LASTING_FAILURE);
}
