import type { Events } from './contract.ts';
import type { ErrorData } from './errors.ts';

/** The answer to one call: what it gives, or why it failed. Failures cross as data. */
export type Reply = { ok: true; value: unknown } | { ok: false; error: ErrorData };

/** One event with its name. */
export type EventMessage = { [K in keyof Events]: { name: K; payload: Events[K] } }[keyof Events];

/** All that a transport between window and core has to do. Everything that crosses is JSON. */
export interface Bridge {
  /** `path` is `service.method`. Rejects only when the transport itself breaks. */
  invoke(path: string, input: unknown): Promise<Reply>;
  /** Calls `listener` with each event from now on, until the function it returns is called. */
  subscribe(listener: (message: EventMessage) => void): () => void;
}
