import { isAppError, toErrorData } from '#shared/errors.ts';
import type { JobRunPorts } from './job-run.ts';
import type { StoredJob } from './job-table.ts';
import type { JobTrack } from './job-track.ts';
import type { Chore, JobWorker } from './job-worker.ts';

/** Sees to what a job leaves behind that is cancelled. */
export interface Cancelling {
  /** Takes what the job has queued off its queue; the next job waits for that. */
  clear(job: StoredJob): void;
  /** Asks about the line of a list that was under way, as soon as HeadshotPro answers. */
  settle(job: StoredJob): void;
}

export function createCancelling(
  { workspace, log, connection, changed, libraryChanged }: JobRunPorts,
  workers: Record<JobTrack, JobWorker>,
): Cancelling {
  const { downloads, invites } = workspace;

  const settle = ({ id }: StoredJob): void => {
    const ask: Chore = async (signal) => {
      try {
        await invites.cancel(id, signal);
        changed();
        libraryChanged();
      } catch (error) {
        log.warn('a cancelled invite could not be asked about', { code: toErrorData(error).code });
        if (signal.aborted || !isAppError(error, 'api_unreachable', 'key_refused')) return;
        connection.failed(error);
        workers.people.onceOnline(ask);
      }
    };
    workers.people.onceOnline(ask);
  };

  return {
    settle,
    clear(job) {
      const { request } = job;
      if (request.kind === 'invites') {
        invites.table.cancelQueued(job.id);
        settle(job);
      } else if (request.kind !== 'sync') {
        const { scope } = request.kind === 'download' ? request : request.options;
        const cleared = downloads.cancel(scope).catch((error: unknown) => {
          log.warn('the queue could not be cleared', { code: toErrorData(error).code });
        });
        workers.photos.before(() => cleared);
      }
    },
  };
}
