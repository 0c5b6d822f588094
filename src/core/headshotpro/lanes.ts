import PQueue from 'p-queue';
import type { Clock } from '../ports.ts';
import { type Lane, RateBudget, type RateLease } from './rate-budget.ts';

const PERSON_CONCURRENCY = 8;
/** With fewer, the calls that are free at the beginning take seconds to go out, and end later. */
const FEWEST_BULK = 16;
const MOST_BULK = 32;
/** With a reply this slow the whole allowance can still be used. */
const SLOW_REPLY_MS = 2_000;

/**
 * The two lanes of API calls. Each has its own queue, so that a person's call never stands behind
 * the bulk calls that wait for the allowance; the allowance itself is one, and shared.
 */
export class Lanes {
  readonly budget: RateBudget;
  readonly #queues: Record<Lane, PQueue> = {
    person: new PQueue({ concurrency: PERSON_CONCURRENCY }),
    bulk: new PQueue({ concurrency: FEWEST_BULK }),
  };

  constructor(clock: Clock, budget = new RateBudget(clock)) {
    this.budget = budget;
  }

  /** Runs one exchange when its lane and the allowance let it. The exchange settles the lease. */
  run<T>(lane: Lane, exchange: (lease: RateLease) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const queue = this.#queues[lane];
    this.#queues.bulk.concurrency = bulkConcurrency(this.budget.limit);
    return queue.add(
      async () => exchange(await this.budget.acquire(lane, signal)),
      signal === undefined ? {} : { signal },
    );
  }
}

function bulkConcurrency(limitPerMinute: number): number {
  const needed = Math.ceil((limitPerMinute / 60_000) * SLOW_REPLY_MS);
  return Math.min(Math.max(needed, FEWEST_BULK), MOST_BULK);
}
