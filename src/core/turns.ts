import { setImmediate } from 'node:timers/promises';

/** Work that yields where other work may have its turn, every few milliseconds. */
export type Turns<T> = Generator<void, T>;

/** Does the work with nothing in between. */
export function atOnce<T>(work: Turns<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** Does the work with other work in between. */
export async function inTurns<T>(work: Turns<T>): Promise<T> {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    await setImmediate();
  }
}

/**
 * Turns for work of some milliseconds that comes all at once: whoever waits for one goes on alone, in
 * the order they came, and other work has its turn before the next.
 */
export function createTurns(): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return () => {
    last = last.then(() => setImmediate());
    return last;
  };
}
