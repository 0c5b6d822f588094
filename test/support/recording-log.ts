import type { Log } from '#core/ports.ts';

/** A {@link Log} that keeps every line, as one text each. */
export class RecordingLog implements Log {
  readonly lines: string[] = [];

  debug(message: string, facts?: Record<string, unknown>): void {
    this.#keep('debug', message, facts);
  }

  warn(message: string, facts?: Record<string, unknown>): void {
    this.#keep('warn', message, facts);
  }

  error(message: string, facts?: Record<string, unknown>): void {
    this.#keep('error', message, facts);
  }

  #keep(level: string, message: string, facts: Record<string, unknown> = {}): void {
    this.lines.push(`${level} ${message} ${JSON.stringify(facts)}`);
  }
}
