import type { Bridge, EventMessage } from '#shared/bridge.ts';
import { toErrorData } from '#shared/errors.ts';

/** One call that arrived and waits for its answer. */
export interface WaitingCall {
  path: string;
  input: unknown;
  answer: (value: unknown) => Promise<void>;
  fail: (error: unknown) => Promise<void>;
}

/** A {@link Bridge} whose calls wait until the test answers them, in any order, and tells events. */
export function scriptedBridge() {
  const listeners = new Set<(message: EventMessage) => void>();
  const calls: WaitingCall[] = [];
  // Whoever waits for the answer goes on before the test does.
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  const bridge: Bridge = {
    invoke: (path, input) =>
      new Promise((resolve) => {
        calls.push({
          path,
          input,
          answer(value) {
            resolve({ ok: true, value });
            return settle();
          },
          fail(error) {
            resolve({ ok: false, error: toErrorData(error) });
            return settle();
          },
        });
      }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    bridge,
    /** All calls of `path` so far, the oldest first. */
    calls: (path: string) => calls.filter((call) => call.path === path),
    /** The latest call of `path`; a failed test where there is none. */
    latest(path: string): WaitingCall {
      const call = calls.findLast((candidate) => candidate.path === path);
      if (!call) throw new Error(`Nobody called ${path}.`);
      return call;
    },
    emit(message: EventMessage): void {
      for (const listener of listeners) listener(message);
    },
  };
}
