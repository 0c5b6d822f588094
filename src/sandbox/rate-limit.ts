export interface RateLimitOptions {
  /** Requests in one window. */
  limit: number;
  windowMs: number;
  /**
   * `fixed`: a window begins with the first request after the last window's end. `sliding`: never
   * more than `limit` in any `windowMs`, whatever the client takes for the window's start.
   */
  window: 'fixed' | 'sliding';
  now: () => number;
}

export interface RateVerdict {
  allowed: boolean;
  limit: number;
  remaining: number;
  resetAtMs: number;
}

/** One pool of requests for the whole key (reference §1.5). Refused requests use nothing up. */
export class RateLimit {
  limit: number;
  readonly #options: RateLimitOptions;
  /** When the counted requests of the window came, oldest first. */
  #times: number[] = [];
  readonly #seen: number[] = [];
  #maxSeen = 0;

  constructor(options: RateLimitOptions) {
    this.#options = options;
    this.limit = options.limit;
  }

  /** Asks for one request of the pool. */
  take(): RateVerdict {
    const now = this.#options.now();
    this.#observe(now);
    this.#forgetOld(now);
    const allowed = this.#times.length < this.limit;
    if (allowed) this.#times.push(now);
    return this.#verdict(now, allowed);
  }

  /** How the pool stands, without taking from it. */
  peek(): RateVerdict {
    const now = this.#options.now();
    this.#forgetOld(now);
    return this.#verdict(now, this.#times.length < this.limit);
  }

  /** Uses up `count` requests as another client of the same key would. */
  spend(count: number): void {
    const now = this.#options.now();
    this.#forgetOld(now);
    const free = Math.max(0, this.limit - this.#times.length);
    for (let index = 0; index < Math.min(count, free); index += 1) this.#times.push(now);
  }

  /** The most requests that came in any sliding window so far, refused ones included. */
  maxInSlidingWindow(): number {
    return this.#maxSeen;
  }

  #verdict(now: number, allowed: boolean): RateVerdict {
    const resetAtMs = (this.#times[0] ?? now) + this.#options.windowMs;
    return {
      allowed,
      limit: this.limit,
      remaining: Math.max(0, this.limit - this.#times.length),
      resetAtMs,
    };
  }

  #forgetOld(now: number): void {
    const start = now - this.#options.windowMs;
    if (this.#options.window === 'sliding') dropUntil(this.#times, start);
    else if ((this.#times[0] ?? now) <= start) this.#times = [];
  }

  #observe(now: number): void {
    dropUntil(this.#seen, now - this.#options.windowMs);
    this.#seen.push(now);
    this.#maxSeen = Math.max(this.#maxSeen, this.#seen.length);
  }
}

function dropUntil(times: number[], limit: number): void {
  const keep = times.findIndex((time) => time > limit);
  times.splice(0, keep === -1 ? times.length : keep);
}
