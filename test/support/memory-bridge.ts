import type { Bridge, EventMessage, Reply } from '#shared/bridge.ts';

/** What a desk offers to a transport. */
export interface DeskEnd {
  dispatch(path: string, input: unknown): Promise<Reply>;
  subscribe(listener: (message: EventMessage) => void): () => void;
}

/** A {@link Bridge} without a wire: everything that crosses goes through JSON. `seen` gets each text. */
export function memoryBridge(desk: DeskEnd, seen: (text: string) => void = () => {}): Bridge {
  const across = <T>(value: T): T => {
    const text = JSON.stringify(value);
    seen(text);
    return JSON.parse(text) as T;
  };
  return {
    invoke: async (path, input) => {
      // What goes in may be the key itself: only what comes out is looked at.
      const copy: unknown = input === undefined ? undefined : JSON.parse(JSON.stringify(input));
      return across(await desk.dispatch(path, copy));
    },
    subscribe: (listener) => desk.subscribe((message) => listener(across(message))),
  };
}
