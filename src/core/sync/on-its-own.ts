import { type ErrorCode, isAppError, toErrorData } from '#shared/errors.ts';
import type { SyncRun } from './run.ts';

/** Failures of one model that do not concern the others. */
export const OWN_FAILURES: ErrorCode[] = [
  'api_failed',
  'api_not_understood',
  'not_permitted',
  'invalid_input',
];

/** Does one model's work; a failure of its own, or one of `others`, goes into the report. */
export async function onItsOwn(
  { report }: SyncRun,
  modelId: string,
  work: () => Promise<void>,
  others: readonly ErrorCode[] = [],
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isAppError(error, ...OWN_FAILURES, ...others)) throw error;
    report.failed.push({ modelId, ...toErrorData(error) });
  }
}
