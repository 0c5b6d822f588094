import { isConfirmed } from '#shared/confirmation.ts';
import { AppError } from '#shared/errors.ts';

/** Throws `invalid_input` unless somebody typed what they were asked for; spaces around do not count. */
export function assertConfirmed(typed: string, wanted: string): void {
  if (isConfirmed(typed, wanted)) return;
  throw new AppError('invalid_input', `Type “${wanted}” to go on. Nothing was done.`);
}
