import type { Clock } from '#core/ports.ts';
import { FakeHttp, type FakeReply } from './fake-http.ts';

export interface RateServerOptions {
  limit: number;
  /** How it counts, and what its reset header means. */
  window: 'fixed' | 'sliding until the oldest leaves' | 'sliding for a whole minute';
  /** Times in ms for one request: until it arrives, and from then until its reply is there. */
  latencyMs?: () => [there: number, back: number];
  /** Requests a minute of somebody else, evenly. */
  othersPerMinute?: number;
  /** The headers it sends. Default all. */
  headers?: 'all' | 'none';
  /** The server's clock, in ms since 1970 at the beginning. */
  startMs?: number;
}

const WINDOW_MS = 60_000;

/** An API in virtual time that answers everything, and counts requests as a rate limiter does. */
export class FakeRateServer extends FakeHttp {
  /** When requests were accepted, ours only, in elapsed ms. */
  readonly accepted: number[] = [];
  /** How many of our requests it refused with 429. */
  refused = 0;
  readonly #clock: Clock;
  readonly #options: RateServerOptions;
  #counted: number[] = [];
  #othersSent = 0;

  constructor(clock: Clock, options: RateServerOptions) {
    super(() => this.#answer());
    this.#clock = clock;
    this.#options = options;
  }

  /** The most of our requests that were accepted within any 60 s. */
  mostInAMinute(): number {
    return Math.max(
      0,
      ...this.accepted.map((end) => {
        return this.accepted.filter((at) => at > end - WINDOW_MS && at <= end).length;
      }),
    );
  }

  async #answer(): Promise<FakeReply> {
    const [there, back] = this.#options.latencyMs?.() ?? [50, 50];
    await this.#clock.sleep(there);
    const now = this.#clock.elapsed();
    this.#letOthersIn(now);
    const passes = this.#admit(now);
    if (passes) this.accepted.push(now);
    else this.refused++;
    const headers = this.#headers(now);
    await this.#clock.sleep(back);
    if (passes) return { headers, body: { success: true, credits: 42 } };
    const error = { success: false, error: 'Rate limit exceeded', code: 'RATE_LIMIT_EXCEEDED' };
    return { status: 429, headers, body: error };
  }

  #letOthersIn(now: number): void {
    const { othersPerMinute = 0 } = this.#options;
    if (othersPerMinute === 0) return;
    for (;;) {
      const at = (this.#othersSent * WINDOW_MS) / othersPerMinute;
      if (at > now) return;
      this.#othersSent++;
      this.#admit(at);
    }
  }

  #admit(now: number): boolean {
    const start = this.#windowStart(now);
    this.#counted = this.#counted.filter((at) => at >= start);
    if (this.#counted.length >= this.#options.limit) return false;
    this.#counted.push(now);
    return true;
  }

  #windowStart(now: number): number {
    return this.#options.window === 'fixed' ? now - (now % WINDOW_MS) : now - WINDOW_MS;
  }

  #headers(now: number): Record<string, string> {
    const { limit, window, headers = 'all', startMs = Date.UTC(2026, 1, 3, 9, 15) } = this.#options;
    if (headers === 'none') return {};
    const resetMs = {
      fixed: this.#windowStart(now) + WINDOW_MS,
      'sliding until the oldest leaves': (this.#counted[0] ?? now) + WINDOW_MS,
      'sliding for a whole minute': now + WINDOW_MS,
    }[window];
    return {
      date: new Date(startMs + now).toUTCString(),
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(limit - this.#counted.length),
      'x-ratelimit-reset': new Date(startMs + resetMs).toISOString(),
    };
  }
}
