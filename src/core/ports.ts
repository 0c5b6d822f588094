/** What the core needs of the outside. Everything here can be replaced in a test. */

/** Time. `now` is the wall clock (ms since 1970, may jump); `elapsed` never goes back (ms). */
export interface Clock {
  now(): number;
  elapsed(): number;
  /** Resolves after `ms`; rejects with the signal's reason when it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A number in [0, 1). */
export type Random = () => number;

export interface HttpRequest {
  url: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  headers: Record<string, string>;
  body?: string;
  signal?: AbortSignal;
  /** Fail when the connection, the headers or the next piece of the body takes longer than this. */
  idleTimeoutMs: number;
}

export interface HttpResponse {
  status: number;
  /** One header's value by lower-case name, or null. */
  header(name: string): string | null;
  /** The body in pieces. Must be read to the end or discarded. */
  body: AsyncIterable<Uint8Array>;
  /** Lets go of an unread body. */
  discard(): void;
}

/**
 * One HTTP exchange. Never follows a redirect, never retries, adds no header of its own beyond the
 * protocol's. Rejects with the network's own error (`code` such as ECONNRESET) or the signal's reason.
 */
export type Http = (request: HttpRequest) => Promise<HttpResponse>;

/** Records what happened, for diagnosis. Callers pass no key and no signed URL; the adapter redacts anyway. */
export interface Log {
  debug(message: string, facts?: Record<string, unknown>): void;
  warn(message: string, facts?: Record<string, unknown>): void;
  error(message: string, facts?: Record<string, unknown>): void;
}
