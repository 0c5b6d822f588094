import { AppError } from '#shared/errors.ts';
import type { ExportedTarget } from '#shared/export.ts';
import type { InviteToSend } from '#shared/invites.ts';
import type { Job, PhotoFailure } from '#shared/jobs.ts';
import type { Workspace } from '../core.ts';
import type { Clock, Log } from '../ports.ts';
import { createCancelling } from './cancelling.ts';
import { hasEnded, JobQueue } from './job-queue.ts';
import type { JobConnection, JobRun, JobRunPorts } from './job-run.ts';
import { toSnapshot } from './job-snapshot.ts';
import { createJobTable, type JobRequest, type StoredJob } from './job-table.ts';
import { type JobTrack, trackOf } from './job-track.ts';
import { JobWorker } from './job-worker.ts';

export type { JobConnection } from './job-run.ts';

/** What jobs tell the rest of the program. */
export interface JobListeners {
  /** Something about the jobs is different. Called often: must be cheap. */
  changed(): void;
  /** Something in the library is different. Called often: must be cheap. */
  libraryChanged(): void;
  ended(job: Job, tookMs: number): void;
  /** The rate photos came at, bytes a second. */
  speed(bytesPerSecond: number): void;
}

/** The queue of long work: durable, one job at a time on each track, the others wait. */
export interface Jobs {
  /** Those that work or wait in their order, then those that ended, the latest first. */
  list(): Job[];
  add(request: PhotoRequest, label: string): Job;
  /** A sync that has not ended serves whoever asks for one. */
  sync(full: boolean): Job;
  /** Whom to invite is written down before the first invite goes out. */
  invite(invites: readonly InviteToSend[], label: string): Job;
  request(jobId: string): JobRequest;
  exports(jobId: string): ExportedTarget[];
  failures(jobId: string): PhotoFailure[];
  pause(jobId: string): void;
  resume(jobId: string): void;
  cancel(jobId: string): void;
  move(jobId: string, to: 'up' | 'down' | 'first'): void;
  /** Takes an ended job off the list. */
  remove(jobId: string): void;
  /** Looks again whether something can go on: the network or the key is another. */
  wake(): void;
  /** Whether a job works on photos. */
  isWorking(): boolean;
  /** Stops what runs, to go on at the next start. */
  close(): Promise<void>;
}

/** What is asked of a job that works on photos. */
export type PhotoRequest = Exclude<JobRequest, { kind: 'invites' }>;

export function createJobs(options: {
  workspace: Workspace;
  clock: Clock;
  log: Log;
  connection: JobConnection;
  listeners: JobListeners;
}): Jobs {
  const { workspace, log, listeners } = options;
  const { library, invites } = workspace;
  const table = createJobTable(library.db);
  const queue = new JobQueue(table, log);
  const ports: JobRunPorts = { ...options, ...listeners, table, save: (job) => queue.save(job) };

  const ended = ({ job, speed }: JobRun, tookMs: number): void => {
    if (speed !== null) listeners.speed(speed);
    listeners.libraryChanged();
    listeners.changed();
    if (job.state === 'done' || job.state === 'failed') {
      listeners.ended(toSnapshot(job, null), tookMs);
    }
  };
  const workers: Record<JobTrack, JobWorker> = {
    photos: new JobWorker('photos', queue, ports, ended),
    people: new JobWorker('people', queue, ports, ended),
  };
  const cancelling = createCancelling(ports, workers);
  // Whoever cancels and closes the program at once has not heard what became of the last line.
  for (const job of queue.inOrder().filter(hasEnded)) {
    if (job.kind === 'invites' && invites.table.unknown(job.id).length > 0) cancelling.settle(job);
  }
  const workerOf = ({ kind }: StoredJob): JobWorker => workers[trackOf(kind)];
  const runOf = (job: StoredJob): JobRun | null => {
    const { running } = workerOf(job);
    return running?.job === job ? running : null;
  };
  const changed = (job: StoredJob): void => {
    queue.save(job);
    listeners.changed();
    workerOf(job).wake();
  };
  const snapshot = (job: StoredJob): Job => toSnapshot(job, runOf(job));
  const stop = (job: StoredJob, why: string) => runOf(job)?.stop(new AppError('cancelled', why));

  const add = (request: JobRequest, label: string, also?: (jobId: string) => void): Job => {
    const job = queue.add(request, label, library.now(), also);
    listeners.changed();
    workerOf(job).wake();
    return snapshot(job);
  };

  return {
    list: () => queue.listed().map(snapshot),
    add: (request, label) => add(request, label),
    invite: (people, label) =>
      add({ kind: 'invites', label }, label, (jobId) => invites.table.add(jobId, people)),

    sync(full) {
      const open = queue
        .inOrder()
        .find(
          (job) => job.request.kind === 'sync' && (job.request.full || !full) && !hasEnded(job),
        );
      if (!open) {
        // One that went well says all: each start would add another.
        for (const { id, kind, state, failed } of queue.inOrder()) {
          if (kind === 'sync' && state === 'done' && failed === 0) queue.forget(id);
        }
        return add({ kind: 'sync', full }, labelOfSync(full));
      }
      if (open.state === 'paused') {
        open.state = 'waiting';
        changed(open);
      }
      return snapshot(open);
    },

    request: (jobId) => queue.get(jobId).request,
    exports: (jobId) => queue.get(jobId).exports,
    failures: (jobId) => table.failures(queue.get(jobId).id),

    pause(jobId) {
      const job = queue.get(jobId);
      if (hasEnded(job) || job.state === 'paused') return;
      job.state = 'paused';
      job.error = null;
      stop(job, 'Paused.');
      changed(job);
    },

    resume(jobId) {
      const job = queue.get(jobId);
      if (job.state !== 'paused') return;
      job.state = 'waiting';
      job.error = null;
      changed(job);
    },

    cancel(jobId) {
      const job = queue.get(jobId);
      if (hasEnded(job)) return;
      job.state = 'cancelled';
      job.error = null;
      job.endedAt = library.now();
      stop(job, 'Cancelled.');
      cancelling.clear(job);
      changed(job);
    },

    move(jobId, to) {
      const job = queue.get(jobId);
      if (queue.move(job, to)) changed(job);
    },

    remove(jobId) {
      if (!hasEnded(queue.get(jobId))) {
        throw new AppError('invalid_input', 'This job has not ended. Cancel it first.');
      }
      queue.forget(jobId);
      listeners.changed();
    },

    wake() {
      for (const worker of Object.values(workers)) worker.wake();
    },
    isWorking: () => workers.photos.running !== null,

    async close() {
      const reason = new AppError('cancelled', 'Headshot Desk was closed.');
      await Promise.all(Object.values(workers).map((worker) => worker.close(reason)));
    },
  };
}

/** How a sync is called in the list. */
export function labelOfSync(full: boolean): string {
  return full ? 'Everything, anew' : 'Everything';
}
