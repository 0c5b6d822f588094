import type { Library } from '../library/library.ts';
import { createHistory, outcomeFor } from '../organization/history.ts';
import type { SendTable } from './send-table.ts';

/** Writes into the history what came of a job's lines: one entry, by the address where it was one person. */
export async function recordSends(
  library: Library,
  jobId: string,
  table: SendTable,
): Promise<void> {
  const { sent, already, failed, cancelled } = table.counts(jobId);
  const total = sent + already + failed + cancelled;
  const [only] = table.results(jobId, null, { offset: 0, limit: 1 });
  const subject = only && total === 1 ? only.email : `${total} invites`;
  const parts = [
    `${sent} sent`,
    ...(already > 0 ? [`${already} invited already`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(cancelled > 0 ? [`${cancelled} not sent`] : []),
  ];
  await createHistory(library).record(
    { kind: 'invite', subject },
    async () => {},
    () => outcomeFor({ done: sent + already, left: failed + cancelled }, `${parts.join(', ')}.`),
  );
}
