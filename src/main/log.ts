import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Clock, Log } from '#core/ports.ts';
import { redact } from '#core/redact.ts';

const LARGEST_BYTES = 1024 * 1024;

/**
 * A {@link Log} in `file`, one line each, without signed URLs and keys. What an earlier run wrote is
 * kept as `<file>.old` once it is large. A log that cannot be written stops nothing.
 */
export function createFileLog(
  file: string,
  { clock, debug }: { clock: Pick<Clock, 'now'>; debug: boolean },
): Log {
  try {
    mkdirSync(dirname(file), { recursive: true });
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_BYTES) {
      renameSync(file, `${file}.old`);
    }
  } catch {
    // The first line will fail as well, and be left out.
  }
  const write = (level: string) => (message: string, facts?: Record<string, unknown>) => {
    const text = facts ? `${message} ${JSON.stringify(facts)}` : message;
    const line = `${new Date(clock.now()).toISOString()} ${level} ${redact(text)}\n`;
    try {
      appendFileSync(file, line, { mode: 0o600 });
    } catch {
      // Nowhere is left to say so.
    }
  };
  return {
    debug: debug ? write('debug') : () => {},
    warn: write('warn'),
    error: write('error'),
  };
}
