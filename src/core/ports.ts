import type { KeyStorage } from '#shared/window.ts';

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

/** What is kept secret: the API key, and what HeadshotPro signs webhooks with. */
export type SecretName = 'api-key' | 'webhook-secret';

/** Where secrets are kept, each under its name. Nothing else ever stores them. */
export interface KeyVault {
  /** What kind of place there is, said honestly. */
  storage(): Promise<KeyStorage>;
  /** The stored secret, or null; null also where it can no longer be read. */
  read(name: SecretName): Promise<string | null>;
  /** Throws `disk_failed` where it cannot be stored; never stores in the clear. */
  write(name: SecretName, secret: string): Promise<void>;
  forget(name: SecretName): Promise<void>;
}

/** Small settings that survive a restart. A damaged file counts as empty. */
export interface SettingsStore {
  get(key: string): unknown;
  /** `value` is JSON-safe; undefined removes the key. */
  set(key: string, value: unknown): void;
}

/** What the desktop does for the core. Paths are absolute and never come from the window. */
export interface Desktop {
  chooseFolder(current: string | null): Promise<string | null>;
  /** Asks where a file goes; null when the person thought better of it. */
  saveFile(options: { suggestedName: string }): Promise<string | null>;
  showItem(path: string): void;
  /** Moves to the OS trash. */
  trash(path: string): Promise<void>;
  openExternal(url: string): Promise<void>;
  /** Begins a message in the mail program; `url` is a `mailto:` that the core has made. */
  openMail(url: string): Promise<void>;
  copyText(text: string): void;
  copyImage(path: string): Promise<void>;
  startDrag(paths: string[], iconPath: string): void;
  /** Tells somebody who looks elsewhere that long work has ended. */
  notify(title: string, body: string): void;
  /** The taskbar's progress: 0 to 1, or null for none. */
  showProgress(fraction: number | null): void;
  /** Keeps the system from sleeping while work runs. */
  keepAwake(on: boolean): void;
  /** Where exports go by default. */
  exportFolder(): string;
  /** Program and system, for a report. */
  about(): Record<string, string>;
}

/** Starts the embedded demo organization; the same one while the program runs. */
export type StartDemo = () => Promise<{ apiUrl: string; apiKey: string }>;
