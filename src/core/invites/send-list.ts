import type { SendState } from '#shared/invites.ts';
import type { OnProgress } from '#shared/progress.ts';
import { type SendPorts, sendOne, settleUnknown } from './send-one.ts';

/**
 * Sends what is queued of a job, one after another; first it asks about what was under way when an
 * earlier run ended. Throws what stops all of it: the lines that are left stay as they are, and another
 * run goes on with them.
 */
export async function sendList(
  jobId: string,
  ports: SendPorts,
  { signal, onProgress }: { signal: AbortSignal; onProgress?: OnProgress | undefined },
): Promise<Record<SendState, number>> {
  const { table } = ports;
  await settleUnknown(jobId, ports, signal);
  const counts = table.counts(jobId);
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
  const tell = () => {
    const { failed, queued, unknown } = counts;
    const done = total - queued - unknown - failed;
    onProgress?.({ phase: 'invite', label: 'people', done, total, bytes: 0, failed });
  };
  tell();
  for (const send of table.queued(jobId)) {
    signal.throwIfAborted();
    const state = await sendOne(send, ports, signal);
    counts.queued--;
    counts[state]++;
    tell();
  }
  return counts;
}
