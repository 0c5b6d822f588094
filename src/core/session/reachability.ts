import { type AppError, type ErrorData, isAppError, toErrorData } from '#shared/errors.ts';
import type { JobConnection } from '../jobs/jobs.ts';
import type { Clock, Log } from '../ports.ts';

/** The waits between two looks whether HeadshotPro answers again: the first, the longest. */
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;

export interface ReachabilityOptions {
  clock: Clock;
  log: Log;
  closing: AbortSignal;
  /** Whether there is a key at all. */
  hasKey(): boolean;
  /** Asks once, and tells {@link Reachability} how that went. */
  ask(signal: AbortSignal): Promise<void>;
  /** It answers, or does not any more: what waits for that goes on, or waits. */
  changed(): void;
}

/** Whether HeadshotPro answers this key; while it does not, it is asked again and again. */
export class Reachability implements JobConnection {
  readonly #options: ReachabilityOptions;
  #refused = false;
  #online = false;
  #problem: ErrorData | null = null;
  #watching: AbortController | null = null;

  constructor(options: ReachabilityOptions) {
    this.#options = options;
  }

  /** Whether it answered last time. */
  get online(): boolean {
    return this.#online;
  }

  /** Why it does not answer. */
  get problem(): ErrorData | null {
    return this.#problem;
  }

  /** Whether there is a key that was not refused. */
  get hasKey(): boolean {
    return this.#options.hasKey() && !this.#refused;
  }

  obstacle(): ReturnType<JobConnection['obstacle']> {
    if (!this.hasKey) return { kind: 'no-key', error: this.#problem ?? NO_KEY };
    if (this.#online) return null;
    return { kind: 'offline', error: this.#problem ?? CONNECTING };
  }

  /** It has answered this key. */
  answered(): void {
    this.#refused = false;
    this.#set(true, null);
  }

  /** It did not answer, or there is nobody to ask for any more. */
  lost(error: AppError | null): void {
    if (isAppError(error, 'key_refused')) this.#refused = true;
    this.#set(false, error && toErrorData(error));
  }

  failed(error: AppError): void {
    this.lost(error);
    if (this.hasKey) void this.watch();
  }

  /** Asks until HeadshotPro answers; once at a time. */
  async watch(): Promise<void> {
    this.stopWatching();
    const { clock, log, closing, ask } = this.#options;
    const stop = new AbortController();
    this.#watching = stop;
    const signal = AbortSignal.any([stop.signal, closing]);
    let waitMs = FIRST_WAIT_MS;
    try {
      while (this.hasKey && !this.#online) {
        await clock.sleep(waitMs, signal);
        await ask(signal);
        waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
      }
    } catch (error) {
      if (!signal.aborted) log.error('looking for the network failed', { error: String(error) });
    }
  }

  stopWatching(): void {
    this.#watching?.abort();
  }

  #set(online: boolean, problem: ErrorData | null): void {
    this.#online = online;
    this.#problem = problem;
    this.#options.changed();
  }
}

const NO_KEY: ErrorData = {
  code: 'key_missing',
  message: 'There is no API key. Connect with one to go on.',
};
const CONNECTING: ErrorData = {
  code: 'api_unreachable',
  message: 'Connecting to HeadshotPro.',
};
