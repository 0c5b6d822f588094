import type { Clock } from '#core/ports.ts';

interface Sleeper {
  dueMs: number;
  wake: () => void;
}

/** How long `until` lets real input and output (files, sockets) go on while nothing sleeps. */
const REAL_PATIENCE_MS = 10_000;

/** Virtual time: nothing passes until a test says so, and then in order of what is due. */
export class FakeClock implements Clock {
  #wallMs: number;
  #elapsedMs = 0;
  /** In order of `dueMs`; equal ones in order of arrival. */
  #sleepers: Sleeper[] = [];

  /** `startMs` is the wall clock at the beginning; it may be as wrong as a test likes. */
  constructor(startMs = Date.UTC(2026, 1, 3, 9, 15)) {
    this.#wallMs = startMs;
  }

  now(): number {
    return this.#wallMs + this.#elapsedMs;
  }

  elapsed(): number {
    return this.#elapsedMs;
  }

  /** Moves the wall clock alone, as a person or NTP does; `elapsed` does not notice. */
  jump(ms: number): void {
    this.#wallMs += ms;
  }

  /** How many callers sleep at the moment. */
  get sleeping(): number {
    return this.#sleepers.length;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const abort = () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(signal?.reason);
      };
      const sleeper: Sleeper = {
        dueMs: this.#elapsedMs + Math.max(0, ms),
        wake: () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        },
      };
      signal?.addEventListener('abort', abort, { once: true });
      const index = this.#sleepers.findLastIndex((other) => other.dueMs <= sleeper.dueMs) + 1;
      this.#sleepers.splice(index, 0, sleeper);
    });
  }

  /** Lets `ms` pass, waking each sleeper at its own time and letting what it starts run. */
  async advance(ms: number): Promise<void> {
    const endMs = this.#elapsedMs + ms;
    await settled();
    for (;;) {
      const next = this.#sleepers[0];
      if (next === undefined || next.dueMs > endMs) break;
      await this.#wakeNext(next);
    }
    this.#elapsedMs = endMs;
  }

  /** Lets time pass, sleeper by sleeper, until `promise` settles, and settles like it. */
  async until<T>(promise: Promise<T>): Promise<T> {
    let done = false;
    promise.then(
      () => {
        done = true;
      },
      () => {
        done = true;
      },
    );
    let idleSince = performance.now();
    await settled();
    while (!done) {
      const next = this.#sleepers[0];
      if (next !== undefined) {
        await this.#wakeNext(next);
        idleSince = performance.now();
      } else if (performance.now() - idleSince > REAL_PATIENCE_MS) {
        throw new Error('Nothing sleeps and the promise is still open: it waits for ever.');
      } else {
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    }
    return promise;
  }

  async #wakeNext(next: Sleeper): Promise<void> {
    this.#sleepers.shift();
    this.#elapsedMs = Math.max(this.#elapsedMs, next.dueMs);
    next.wake();
    await settled();
  }
}

/** Resolves when every promise that can go on without time passing has gone on. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
