import { plainLine } from '#core/plain-text.ts';
import type { Log } from '#core/ports.ts';
import { redact } from '#core/redact.ts';

/** A {@link Log} that writes lines to `stream`, with `--debug` all of them, without it nothing. */
export function createLog(stream: NodeJS.WritableStream, debug: boolean): Log {
  const write = (level: string) => (message: string, facts?: Record<string, unknown>) => {
    if (!debug) return;
    const text = facts ? `${message} ${JSON.stringify(facts)}` : message;
    stream.write(`[${level}] ${plainLine(redact(text))}\n`);
  };
  return { debug: write('debug'), warn: write('warn'), error: write('error') };
}
