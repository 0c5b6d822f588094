import { type ErrorData, toErrorData } from '#shared/errors.ts';
import type { Clock, Log, Random } from '../ports.ts';

/** How much a wait is stretched or shortened by chance, so that not all programs ask at once. */
const JITTER = 0.1;
/** After failures the waits double, up to this. */
const LONGEST_WAIT_MS = 6 * 3_600_000;

export interface PollingOptions {
  clock: Clock;
  random: Random;
  log: Log;
  /** Between two looks; 0: never. */
  intervalMs(): number;
  /** Whether a look is wanted and possible now. */
  isWanted(): boolean;
  look(signal: AbortSignal): Promise<void>;
  /** {@link Polling.lastLookAt} or {@link Polling.nextLookAt} is another. */
  changed(): void;
}

/** Looks now and then, while it is wanted: one look at a time, later after failures. */
export class Polling {
  readonly #options: PollingOptions;
  readonly #closing = new AbortController();
  readonly #working: Promise<void>;
  #change = Promise.withResolvers<void>();
  #looking: Promise<void> | null = null;
  #last: { wallMs: number; elapsedMs: number };
  #failures = 0;
  #stretch: number;
  #lastLookAt: string | null = null;
  #nextLookAt: string | null = null;

  constructor(options: PollingOptions) {
    const { clock } = options;
    this.#options = options;
    this.#last = { wallMs: clock.now(), elapsedMs: clock.elapsed() };
    this.#stretch = this.#chance();
    this.#working = this.#work();
  }

  /** ISO 8601. */
  get lastLookAt(): string | null {
    return this.#lastLookAt;
  }

  get nextLookAt(): string | null {
    return this.#nextLookAt;
  }

  /** Something that decides about the next look is another. */
  wake(): void {
    this.#change.resolve();
    this.#change = Promise.withResolvers();
  }

  /** The library has just been brought up to date in another way. */
  seen(): void {
    this.#done(0);
    this.wake();
  }

  /** Looks at once; whoever asks while one is under way waits for that. Rejects as the look does. */
  lookNow(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
      this.wake();
    });
    return this.#looking;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.wake();
    await this.#working;
    await this.#looking?.catch(() => {});
  }

  async #look(): Promise<void> {
    try {
      await this.#options.look(this.#closing.signal);
      this.#done(0);
    } catch (error) {
      this.#done(this.#failures + 1);
      throw error;
    }
  }

  #done(failures: number): void {
    const { clock, changed } = this.#options;
    this.#last = { wallMs: clock.now(), elapsedMs: clock.elapsed() };
    if (failures === 0) this.#lastLookAt = new Date(clock.now()).toISOString();
    this.#failures = failures;
    this.#stretch = this.#chance();
    changed();
  }

  async #work(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      const changing = this.#change.promise;
      const waitMs = this.#waitMs();
      this.#foresee(waitMs);
      if (waitMs === null) await changing;
      else if (waitMs > 0) await this.#sleep(waitMs, changing);
      else await this.lookNow().catch((error: unknown) => this.#tell(toErrorData(error)));
    }
  }

  /** Null while no look is wanted. A computer that slept has only the wall clock to tell by. */
  #waitMs(): number | null {
    const { clock, intervalMs, isWanted } = this.#options;
    const everyMs = intervalMs();
    if (everyMs === 0 || !isWanted()) return null;
    const backOff = Math.min(everyMs * 2 ** this.#failures, Math.max(everyMs, LONGEST_WAIT_MS));
    const passedMs = Math.max(
      clock.elapsed() - this.#last.elapsedMs,
      clock.now() - this.#last.wallMs,
    );
    return Math.max(0, backOff * this.#stretch - passedMs);
  }

  async #sleep(waitMs: number, changing: Promise<void>): Promise<void> {
    const stop = new AbortController();
    const sleeping = this.#options.clock.sleep(waitMs, stop.signal).catch(() => {});
    await Promise.race([sleeping, changing]);
    stop.abort();
    await sleeping;
  }

  #foresee(waitMs: number | null): void {
    const { clock, changed } = this.#options;
    // To the second: it is for people, and each change is announced.
    const next =
      waitMs === null
        ? null
        : new Date(Math.round((clock.now() + waitMs) / 1000) * 1000).toISOString();
    if (next === this.#nextLookAt) return;
    this.#nextLookAt = next;
    changed();
  }

  #chance(): number {
    return 1 + JITTER * (2 * this.#options.random() - 1);
  }

  #tell({ code }: ErrorData): void {
    this.#options.log.warn('a look for news failed', { code });
  }
}
