import { type AppError, type ErrorCode, isAppError } from '#shared/errors.ts';
import type { CliContext } from './context.ts';

/** What may be over at the next look. */
const PASSING: readonly ErrorCode[] = [
  'api_unreachable',
  'api_failed',
  'api_not_understood',
  'rate_limited',
  'disk_full',
  'disk_failed',
  'target_exists',
];
/** A computer that slept, or whose clock was set, is noticed within this. */
const LONGEST_SLEEP_MS = 60_000;

/** Sleeps until `dueMs`, ms since 1970. Ends early when `woken` resolves, and when the command is stopped. */
export async function waitUntil(
  { clock, signal }: CliContext,
  dueMs: number,
  woken: Promise<void> = new Promise(() => {}),
): Promise<void> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  void woken.then(() => stop.abort());
  while (!either.aborted && clock.now() < dueMs) {
    const sleepMs = Math.min(dueMs - clock.now(), LONGEST_SLEEP_MS);
    await clock.sleep(sleepMs, either).catch(() => {});
  }
}

/** Whether a failure may be over at the next look. */
export function isPassing({ signal }: CliContext, error: unknown): error is AppError {
  return !signal.aborted && isAppError(error, ...PASSING);
}

/** Says a failure, and that it is no reason to stop. */
export function sayPassing({ terminal }: CliContext, { message }: AppError): void {
  terminal.complain(`${message} Headshot Desk tries again at the next look.`);
}

/** When to try again what every look needs, in ms since 1970. */
export const soon = ({ clock }: CliContext): number => clock.now() + LONGEST_SLEEP_MS;
