import { CommanderError } from 'commander';
import { plainJson, plainLine } from '#core/plain-text.ts';
import { redact } from '#core/redact.ts';
import { withoutSecrets } from '#core/secrets.ts';
import { type ErrorCode, type ErrorData, toErrorData } from '#shared/errors.ts';
import type { CliWorld } from './context.ts';
import { EXIT, exitStatusOf } from './exit-status.ts';

/** Says why a command failed, to people and with `--json` to programs; the exit status. */
export function explain(
  error: unknown,
  { stdout, stderr, signal }: CliWorld,
  args: readonly string[],
): number {
  const ofParser = error instanceof CommanderError;
  if (ofParser && error.exitCode === 0) return EXIT.done;
  const data = whatFailed(error, signal);
  if (args.includes('--json')) stdout.write(`${withoutSecrets(plainJson({ error: data }))}\n`);
  // The parser has said it already, with a hint to --help.
  if (ofParser) return EXIT.usage;
  stderr.write(`${plainLine(withoutSecrets(data.message))}\n`);
  const hint = HINTS[data.code];
  if (hint) stderr.write(`${hint}\n`);
  if (data.code !== 'internal') return exitStatusOf(data.code);
  const stack = error instanceof Error ? (error.stack ?? error.name) : typeof error;
  const shown = args.includes('--debug') ? stack : 'Add --debug to see where, and report it.';
  for (const line of redact(shown).split('\n')) stderr.write(`${plainLine(line)}\n`);
  return EXIT.bug;
}

function whatFailed(error: unknown, signal: AbortSignal): ErrorData {
  if (error instanceof CommanderError) {
    return { code: 'invalid_input', message: error.message.replace(/^error: /, '') };
  }
  if (signal.aborted) return { code: 'cancelled', message: STOPPED };
  return toErrorData(error);
}

/** What to do about it on a command line, where the message speaks to the window's users, too. */
const HINTS: Partial<Record<ErrorCode, string>> = {
  target_exists: 'On the command line: add --overwrite, or name another folder with --to.',
};

const STOPPED = 'Stopped. Nothing is lost: run the same command again to go on where it was.';
