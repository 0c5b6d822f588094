import { plainLine } from '#core/plain-text.ts';
import { redact } from '#core/redact.ts';
import { EXIT } from './exit-status.ts';

/**
 * Says what Node would say of an error that nobody caught, but without the key, and without the error's
 * fields, which may hold whole requests. Ends the program; the next start puts right what is left.
 */
export function crash(error: unknown): never {
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(
    'Something went wrong inside Headshot Desk. This is a bug: please report it.\n',
  );
  for (const line of redact(told).split('\n')) process.stderr.write(`${plainLine(line)}\n`);
  process.exit(EXIT.bug);
}
