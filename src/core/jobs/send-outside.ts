import { type AppError, isAppError, toErrorData } from '#shared/errors.ts';
import type { InviteToSend } from '#shared/invites.ts';
import type { OnProgress } from '#shared/progress.ts';
import type { Workspace } from '../core.ts';
import { emailKey } from '../library/text-keys.ts';
import { newJob } from './job-queue.ts';
import { createJobTable } from './job-table.ts';

/** How a list ended that was sent outside the queue. */
export interface SentOutside {
  jobId: string;
  /** What stopped it before its end; null where nothing did. */
  halted: AppError | null;
}

/**
 * Sends a list without the queue of jobs, for the command line: it ends with the call. A job that was
 * halted is paused, so that nobody goes on with it unasked; with `giveUp` it has failed. Throws only when
 * it is stopped by `signal`, and for a bug.
 */
export async function sendOutside(
  { library, invites }: Workspace,
  people: readonly InviteToSend[],
  options: { label: string; giveUp?: boolean; signal: AbortSignal; onProgress?: OnProgress },
): Promise<SentOutside> {
  const { label, giveUp = false, signal, onProgress } = options;
  const table = createJobTable(library.db);
  const position = Math.max(0, ...table.all().map((job) => job.position)) + 1;
  const job = newJob({ kind: 'invites', label }, label, position, library.now());
  job.state = 'paused';
  table.insert(job, (jobId) => invites.table.add(jobId, people));
  table.prune();
  try {
    const counts = await invites.send(job.id, {
      signal,
      onProgress: (progress) => {
        const { phase, done, total, bytes, failed } = progress;
        job.phases = [{ phase, done, total, bytes, failed }];
        onProgress?.(progress);
      },
    });
    job.state = 'done';
    job.failed = counts.failed;
    return { jobId: job.id, halted: null };
  } catch (error) {
    if (giveUp) {
      invites.table.cancelQueued(job.id);
      job.state = 'failed';
    }
    if (signal.aborted || !isAppError(error)) throw error;
    job.error = toErrorData(error);
    return { jobId: job.id, halted: error };
  } finally {
    if (job.state !== 'paused') job.endedAt = library.now();
    table.save(job);
  }
}

/**
 * Ends the lists that were stopped before and are now sent anew: none of `people` is left in them.
 * `invited` are the addresses, in lower case, that have an invite by now.
 */
export function replaceEarlier(
  { library, invites: { table } }: Workspace,
  people: readonly InviteToSend[],
  invited: ReadonlySet<string>,
): void {
  const { db, now } = library;
  const jobs = createJobTable(db);
  const wanted = new Set(people.map(({ email }) => emailKey(email)));
  db.transaction(() => {
    for (const job of jobs.all()) {
      if (job.kind !== 'invites' || job.state !== 'paused') continue;
      for (const send of [...table.unknown(job.id), ...table.queued(job.id)]) {
        const key = emailKey(send.email) ?? send.email;
        if (wanted.has(key)) table.set(send, 'cancelled');
        else if (invited.has(key)) table.set(send, 'already');
      }
      const { queued, unknown, failed } = table.counts(job.id);
      if (queued + unknown > 0) continue;
      jobs.save({ ...job, state: 'done', failed, error: null, endedAt: now() });
    }
  });
}
