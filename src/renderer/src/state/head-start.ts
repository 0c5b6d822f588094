import type { Bridge } from '#shared/bridge.ts';

/** A call of the contract, by its path. */
export interface Call {
  path: string;
  input: unknown;
}

/**
 * `bridge` with some calls already on their way: the first who makes one of them is given its answer,
 * unless that is a failure; then, and from the second time on, the core is asked.
 */
export function withHeadStart(bridge: Bridge, calls: readonly Call[]): Bridge {
  const early = new Map(
    calls.map((call) => [keyOf(call), bridge.invoke(call.path, call.input)] as const),
  );
  // With nobody who asks, it is nobody's failure.
  for (const answer of early.values()) answer.catch(() => {});
  return {
    subscribe: (listener) => bridge.subscribe(listener),
    invoke(path, input) {
      const key = keyOf({ path, input });
      const answer = early.get(key);
      early.delete(key);
      const ask = () => bridge.invoke(path, input);
      return answer ? answer.then((reply) => (reply.ok ? reply : ask()), ask) : ask();
    },
  };
}

function keyOf({ path, input }: Call): string {
  return JSON.stringify([path, input]);
}
