import type { Clock } from '#core/ports.ts';
import { FakeHttp, type FakeReply, networkError } from './fake-http.ts';

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
  /** What comes of the headers on their way. */
  mangle?: (headers: Record<string, string>) => Record<string, string>;
  /** Whether the reply to a request gets lost; counted it is all the same. */
  loses?: () => boolean;
}

const WINDOW_MS = 60_000;

/** An API in virtual time that answers everything, and counts requests as a rate limiter does. */
export class FakeRateServer extends FakeHttp {
  /** When requests were accepted, ours only, in elapsed ms. */
  readonly accepted: number[] = [];
  /** When requests arrived, ours only, whatever became of them. */
  readonly arrived: number[] = [];
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

  /** The most of our requests that were accepted, or came at all, within any 60 s. */
  mostInAMinute(of: readonly number[] = this.accepted): number {
    let first = 0;
    return of.reduce((most, end, index) => {
      while ((of[first] ?? end) <= end - WINDOW_MS) first++;
      return Math.max(most, index - first + 1);
    }, 0);
  }

  async #answer(): Promise<FakeReply> {
    const [there, back] = this.#options.latencyMs?.() ?? [50, 50];
    await this.#clock.sleep(there);
    const now = this.#clock.elapsed();
    this.arrived.push(now);
    this.#letOthersIn(now);
    const passes = this.#admit(now);
    if (passes) this.accepted.push(now);
    else this.refused++;
    const { mangle = (headers) => headers, loses = () => false } = this.#options;
    const headers = mangle(this.#headers(now));
    const isLost = loses();
    await this.#clock.sleep(back);
    if (isLost) throw networkError('ECONNRESET');
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
