import type { Clock } from '../ports.ts';
import { parseDate } from './rate-headers.ts';

/** HeadshotPro's time, learned from the `Date` of its replies. */
export class ServerTime {
  readonly #clock: Clock;
  #seen: { serverMs: number; elapsedMs: number } | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Learns from a reply that has just come. */
  observe(header: (name: string) => string | null): void {
    const serverMs = parseDate(header('date'));
    if (serverMs !== null) this.#seen = { serverMs, elapsedMs: this.#clock.elapsed() };
  }

  /** Ms since 1970, good to about a second; the machine's own time before the first reply. */
  now(): number {
    if (this.#seen === null) return this.#clock.now();
    // Counted in elapsed time: the machine's clock may be set while we run.
    return this.#seen.serverMs + (this.#clock.elapsed() - this.#seen.elapsedMs);
  }
}
