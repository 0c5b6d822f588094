import { AppError, type ErrorCode, isAppError } from '#shared/errors.ts';

/** Failures after which nobody knows whether something came of a call. */
const DOUBTFUL: readonly ErrorCode[] = ['api_unreachable', 'api_failed', 'api_not_understood'];

/**
 * Makes a change that is not repeated by itself. After a failure that leaves open what came of it (or
 * one of `besides`), `look` says what it finds: null where nothing came of it. Where that cannot be told,
 * the error says so.
 */
export async function withoutDoubt<T>(
  change: () => Promise<T>,
  look: () => Promise<T | null>,
  besides: readonly ErrorCode[] = [],
): Promise<T> {
  try {
    return await change();
  } catch (error) {
    if (!isAppError(error, ...DOUBTFUL, ...besides)) throw error;
    const found = await look().catch(() => {
      throw new AppError(
        error.code,
        `${error.message} Whether it took effect is not known: look again before you repeat it.`,
        { cause: error },
      );
    });
    if (found === null) throw error;
    return found;
  }
}
