import { AppError, toErrorData } from '#shared/errors.ts';
import type { ExportedTarget } from '#shared/export.ts';
import type { InviteToSend } from '#shared/invites.ts';
import type { Job, JobFailure } from '#shared/jobs.ts';
import type { Workspace } from '../core.ts';
import type { Clock, Log } from '../ports.ts';
import { hasEnded, JobQueue } from './job-queue.ts';
import type { JobConnection, JobRun, JobRunPorts } from './job-run.ts';
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
  failures(jobId: string): JobFailure[];
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
  const { library, downloads, invites } = workspace;
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

  /** Takes what a cancelled job has queued off its queue; the next job waits for that. */
  const clear = (job: StoredJob): void => {
    const { id, request } = job;
    const failed = (error: unknown) =>
      log.warn('the queue could not be cleared', { code: toErrorData(error).code });
    if (request.kind === 'invites') {
      invites.table.cancelQueued(id);
      // What was under way when it was stopped can be asked about once it has stopped.
      workerOf(job).before((signal) => invites.cancel(id, signal).catch(failed));
    } else if (request.kind !== 'sync') {
      const { scope } = request.kind === 'download' ? request : request.options;
      const cleared = downloads.cancel(scope).catch(failed);
      workerOf(job).before(() => cleared);
    }
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
      clear(job);
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

function toSnapshot(job: StoredJob, run: JobRun | null): Job {
  const { id, kind, label, state, phases, createdAt, endedAt, failed, error, exports } = job;
  const { notes = [] } = job;
  return {
    id,
    kind,
    label,
    state,
    phases,
    bytesPerSecond: run?.meter.bytesPerSecond() ?? null,
    etaMs: run?.meter.etaMs() ?? null,
    createdAt,
    endedAt,
    failed,
    error,
    exports,
    ...(notes.length > 0 && { notes }),
  };
}
