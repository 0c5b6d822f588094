import { AppError } from '#shared/errors.ts';
import type { PhotoFailure } from '#shared/jobs.ts';
import type { Chosen } from '../downloads/transfer-table.ts';
import { transferFailure } from './photo-failures.ts';
import type { StepContext } from './step.ts';

/** Downloads what is chosen and not here; what could not be had. Throws what stops everything. */
export async function fetchChosen(
  { workspace, signal, onProgress }: StepContext,
  within: Chosen,
  fetchRemoved: boolean,
): Promise<PhotoFailure[]> {
  const { downloads, exports } = workspace;
  const { scope, ...choice } = within;
  await exports.checkPresence(scope, choice, signal);
  signal.throwIfAborted();
  await downloads.enqueue(scope, choice, { fetchRemoved, signal });
  // Waiting for the network is the queue of jobs' business: no patience here.
  const { halted } = await downloads.run({ within, signal, onProgress, patienceMs: 0 });
  signal.throwIfAborted();
  if (halted) throw new AppError(halted.code, halted.message);
  return downloads.failures(within).map(transferFailure);
}
