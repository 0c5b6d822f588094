import type { Clock } from '../ports.ts';
import type { RateHeaders } from './rate-headers.ts';

export type Lane = 'person' | 'bulk';

/** Permission to send one request now. */
export interface RateLease {
  /** Must be called once: with the rate headers when the reply begins, with null when none came. */
  settle(headers: RateHeaders | null): void;
}

/** Where the allowance stands, for a gauge. */
export interface RateSnapshot {
  limit: number;
  /** Our own requests that count against the limit at the moment. */
  usedLastMinute: number;
  /** What may still be sent, as far as we know. */
  remaining: number;
  /** Wall-clock ms until which the API told us to wait, or null. */
  pausedUntilMs: number | null;
}

/** What the API last said about the pool that all clients of the organization share. */
interface PoolView {
  sentAtMs: number;
  remaining: number;
  resetAtMs: number;
}

interface Waiter {
  lane: Lane;
  grant(lease: RateLease): void;
}

const WINDOW_MS = 60_000;
/** For clocks that run at slightly different speeds and servers that count in whole ticks. */
const MARGIN_MS = 50;
/** The Standard plan's limit, until a reply names another. */
const DEFAULT_LIMIT = 300;
/** After a 429 that does not say for how long, and the most after one that says too little. */
const DEFAULT_PAUSE_MS = 30_000;
/** The vendor's sample waits this much past the reset; the rest is for `Date`'s whole seconds. */
const AFTER_RESET_MS = 250;
/** So many free slots, or half the limit, go to bulk work evenly over the time until more are free. */
const PACED_SLOTS = 30;
/** A single request that looks whether the pool is open again may take this long. */
const LOOK_PATIENCE_MS = 5_000;
/** For how long after a sign of other clients their use is reckoned with. */
const OTHERS_MS = 2 * WINDOW_MS;

/**
 * The one allowance that every API call draws from: never more than the limit in any 60 seconds, as
 * the server sees it. `person` goes before `bulk`. All times are elapsed time, never the wall clock.
 *
 * A request may arrive at any moment between its sending and its reply. So it counts from when it is
 * sent until 60 s after its reply began: then every window of 60 s at the server, sliding or fixed,
 * holds only requests that counted together here. At 0.3 s a reply this leaves 99.5 % usable.
 *
 * Others may draw from the same pool (another copy of this program, a minute ago, is one). They show
 * in `X-RateLimit-Remaining`: it says more is used than we can have used. Only then is that header
 * obeyed as a bound, since what it means on a server with a sliding window is not documented and we
 * need nothing but our own count while we are alone.
 *
 * No slots are kept back for `person`: they would lie idle. Instead bulk work takes the last 30 of
 * the free slots one by one, spread over the time until more become free. They become free again at
 * the same distance, so that a next slot is always near (within 2 s), and a person's call takes it
 * first. Up to 270 calls a minute go out as fast as they can.
 */
export class RateBudget {
  readonly #clock: Clock;
  #limit = DEFAULT_LIMIT;
  /** Until the first reply we know neither the limit nor what is left: one request goes to look. */
  #answered = false;
  #inFlight = 0;
  #sent = 0;
  #lastSentAtMs = Number.NEGATIVE_INFINITY;
  #lastBulkAtMs = Number.NEGATIVE_INFINITY;
  /** When each answered request stops counting; rising, as replies come in order of time. */
  #releases: number[] = [];
  #pausedUntilMs = 0;
  #answersSincePause = 0;
  /** Pauses in a row that were too short: what came first after each was a refusal again. */
  #vainPauses = 0;
  #othersUntilMs = 0;
  #pool: PoolView | null = null;
  readonly #waiting: Record<Lane, Waiter[]> = { person: [], bulk: [] };
  #alarm: AbortController | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get limit(): number {
    return this.#limit;
  }

  /** Waits for permission to send one request; rejects with the signal's reason when it aborts. */
  acquire(lane: Lane, signal?: AbortSignal): Promise<RateLease> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const queue = this.#waiting[lane];
      const leave = () => {
        queue.splice(queue.indexOf(waiter), 1);
        reject(signal?.reason);
        this.#serve();
      };
      const waiter: Waiter = {
        lane,
        grant(lease) {
          signal?.removeEventListener('abort', leave);
          resolve(lease);
        },
      };
      signal?.addEventListener('abort', leave, { once: true });
      queue.push(waiter);
      this.#serve();
    });
  }

  /** The API answered 429: nobody sends until its reset and its `Retry-After` have passed. */
  pause(headers: RateHeaders): void {
    const { retryAfterMs, resetInMs } = headers;
    const told = retryAfterMs !== null || resetInMs !== null;
    const toldMs = told ? Math.max(retryAfterMs ?? 0, resetInMs ?? 0) : DEFAULT_PAUSE_MS;
    const now = this.#clock.elapsed();
    // Those that were under way when the first was refused count with it.
    if (now >= this.#pausedUntilMs) {
      this.#vainPauses = this.#answersSincePause > 1 ? 0 : this.#vainPauses + 1;
    }
    this.#answersSincePause = 0;
    const leastMs = Math.min(AFTER_RESET_MS * 2 ** this.#vainPauses, DEFAULT_PAUSE_MS);
    const waitMs = Math.max(toldMs + AFTER_RESET_MS, leastMs);
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, now + waitMs);
    this.#othersUntilMs = now + OTHERS_MS;
    // Nothing is left until then, and after it a single request looks first.
    this.#pool = { sentAtMs: now, remaining: 0, resetAtMs: this.#pausedUntilMs };
    this.#serve();
  }

  snapshot(): RateSnapshot {
    const now = this.#clock.elapsed();
    this.#forget(now);
    const paused = this.#pausedUntilMs > now;
    return {
      limit: this.#limit,
      usedLastMinute: this.#held(),
      remaining: Math.max(0, this.#available(now)),
      pausedUntilMs: paused ? this.#clock.now() + (this.#pausedUntilMs - now) : null,
    };
  }

  /** About how long until `calls` more requests have been sent, in ms, if nobody else sends any. */
  etaMs(calls: number): number {
    const now = this.#clock.elapsed();
    this.#forget(now);
    const pauseMs = Math.max(0, this.#pausedUntilMs - now);
    const beyond = calls - this.#available(now);
    if (beyond <= 0) return pauseMs;
    const rounds = Math.floor((beyond - 1) / this.#limit);
    const releaseMs = this.#releases[(beyond - 1) % this.#limit] ?? now + WINDOW_MS;
    return Math.max(pauseMs, releaseMs - now + rounds * WINDOW_MS);
  }

  #serve(): void {
    this.#alarm?.abort();
    this.#alarm = null;
    for (;;) {
      const queue = this.#waiting.person.length > 0 ? this.#waiting.person : this.#waiting.bulk;
      const waiter = queue[0];
      if (waiter === undefined) return;
      const now = this.#clock.elapsed();
      this.#forget(now);
      const waitMs = this.#waitMs(waiter.lane, now);
      if (waitMs > 0) {
        this.#wakeIn(waitMs);
        return;
      }
      queue.shift();
      waiter.grant(this.#send(waiter.lane, now));
    }
  }

  /** Serves again after `ms`; for ever means that only a reply can change anything. */
  #wakeIn(ms: number): void {
    if (ms === Number.POSITIVE_INFINITY) return;
    const alarm = new AbortController();
    this.#alarm = alarm;
    this.#clock.sleep(ms, alarm.signal).then(
      () => this.#serve(),
      () => {}, // set anew
    );
  }

  #waitMs(lane: Lane, now: number): number {
    if (now < this.#pausedUntilMs) return this.#pausedUntilMs - now;
    const pool = this.#poolInForce(now);
    const looking = !this.#answered || (pool !== null && now >= pool.resetAtMs);
    const lookMs = this.#lastSentAtMs + LOOK_PATIENCE_MS - now;
    if (looking && this.#inFlight > 0 && lookMs > 0) return lookMs;
    const available = this.#available(now);
    const moreInMs = this.#moreAtMs(now) - now;
    if (available <= 0) return moreInMs;
    const paced = available <= Math.min(PACED_SLOTS, this.#limit / 2);
    // The last one is not held back: replies scatter, and each wait would be lost for good.
    if (lane === 'person' || !paced || available < 2) return 0;
    if (moreInMs === Number.POSITIVE_INFINITY) return 0;
    return this.#lastBulkAtMs + moreInMs / available - now;
  }

  /** How many requests may be sent at once, by our own count and by the pool's. */
  #available(now: number): number {
    const own = this.#limit - this.#held();
    const pool = this.#poolInForce(now);
    if (pool === null || now >= pool.resetAtMs) return own;
    // Those in flight may or may not be in the pool's number: taken as not.
    return Math.min(own, pool.remaining - this.#inFlight);
  }

  /** When, at the latest, more is available than now; for ever where only a reply can tell. */
  #moreAtMs(now: number): number {
    const releaseMs = this.#releases[0] ?? Number.POSITIVE_INFINITY;
    const pool = this.#poolInForce(now);
    if (pool === null || now >= pool.resetAtMs) return releaseMs;
    const poolBinds = pool.remaining - this.#inFlight < this.#limit - this.#held();
    return poolBinds ? pool.resetAtMs : releaseMs;
  }

  #poolInForce(now: number): PoolView | null {
    return now < this.#othersUntilMs ? this.#pool : null;
  }

  #held(): number {
    return this.#inFlight + this.#releases.length;
  }

  #forget(now: number): void {
    const kept = this.#releases.findIndex((releaseMs) => releaseMs > now);
    this.#releases.splice(0, kept === -1 ? this.#releases.length : kept);
  }

  #send(lane: Lane, now: number): RateLease {
    const heldBefore = this.#held();
    const number = ++this.#sent;
    this.#inFlight++;
    this.#lastSentAtMs = now;
    if (lane === 'bulk') this.#lastBulkAtMs = now;
    return {
      settle: (headers) => {
        this.#inFlight--;
        this.#releases.push(this.#clock.elapsed() + WINDOW_MS + MARGIN_MS);
        if (headers !== null) {
          // At most these of ours can be in the number that the server gave.
          const ours = heldBefore + 1 + (this.#sent - number);
          this.#learn(headers, now, ours);
        }
        this.#serve();
      },
    };
  }

  #learn(headers: RateHeaders, sentAtMs: number, ours: number): void {
    const now = this.#clock.elapsed();
    this.#answered = true;
    this.#answersSincePause++;
    this.#limit = headers.limit ?? this.#limit;
    if (headers.remaining === null) return;
    if (this.#limit - headers.remaining > ours) this.#othersUntilMs = now + OTHERS_MS;
    // Of replies that overtake each other, the one to the latest request knows most.
    if (this.#pool !== null && sentAtMs < this.#pool.sentAtMs) return;
    this.#pool = {
      sentAtMs,
      remaining: headers.remaining,
      resetAtMs: now + (headers.resetInMs ?? WINDOW_MS) + AFTER_RESET_MS,
    };
  }
}
