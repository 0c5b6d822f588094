import { AppError, toErrorData } from '#shared/errors.ts';
import type { ExportedTarget, Scope } from '#shared/export.ts';
import type { Job, JobFailure } from '#shared/jobs.ts';
import type { Workspace } from '../core.ts';
import type { Clock, Log } from '../ports.ts';
import { hasEnded, JobQueue } from './job-queue.ts';
import { type JobConnection, JobRun, type JobRunPorts } from './job-run.ts';
import { createJobTable, type JobRequest, type StoredJob } from './job-table.ts';

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

/** The queue of long work: durable, one job at a time, the others wait. */
export interface Jobs {
  /** Those that work or wait in their order, then those that ended, the latest first. */
  list(): Job[];
  add(request: JobRequest, label: string): Job;
  /** A sync that has not ended serves whoever asks for one. */
  sync(full: boolean): Job;
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
  isWorking(): boolean;
  /** Stops what runs, to go on at the next start. */
  close(): Promise<void>;
}

export function createJobs(options: {
  workspace: Workspace;
  clock: Clock;
  log: Log;
  connection: JobConnection;
  listeners: JobListeners;
}): Jobs {
  const { workspace, clock, log, connection, listeners } = options;
  const { library, downloads } = workspace;
  const table = createJobTable(library.db);
  const queue = new JobQueue(table, log);
  let running: JobRun | null = null;
  let closed = false;
  let clearing: Promise<unknown> = Promise.resolve();
  let change = Promise.withResolvers<void>();

  const wake = () => {
    change.resolve();
    change = Promise.withResolvers();
  };
  const changed = (job: StoredJob) => {
    queue.save(job);
    listeners.changed();
    wake();
  };
  const snapshot = (job: StoredJob): Job => toSnapshot(job, running?.job === job ? running : null);
  const stop = (job: StoredJob, why: string) => {
    if (running?.job === job) running.stop(new AppError('cancelled', why));
  };

  const save = (job: StoredJob) => queue.save(job);
  const ports: JobRunPorts = { ...options, ...listeners, table, save };
  const run = async (job: StoredJob): Promise<void> => {
    const startedAtMs = clock.elapsed();
    running = new JobRun(job, ports);
    await running.work();
    const { speed } = running;
    running = null;
    if (speed !== null) listeners.speed(speed);
    listeners.libraryChanged();
    listeners.changed();
    if (job.state === 'done' || job.state === 'failed') {
      listeners.ended(toSnapshot(job, null), clock.elapsed() - startedAtMs);
    }
  };
  const work = async (): Promise<void> => {
    while (!closed) {
      await clearing;
      const changing = change.promise;
      const job = queue.next(connection.obstacle(), listeners.changed);
      if (job) await run(job);
      else await changing;
    }
  };

  const add: Jobs['add'] = (request, label) => {
    const job = queue.add(request, label, library.now());
    listeners.changed();
    wake();
    return snapshot(job);
  };

  /** Takes what a cancelled job has queued off the queue; the next job waits for that. */
  const clear = (scope: Scope) => {
    const cleared = downloads.cancel(scope).catch((error: unknown) => {
      log.warn('the queue could not be cleared', { code: toErrorData(error).code });
    });
    clearing = Promise.all([clearing, cleared]);
  };

  const working = work();

  return {
    list: () => queue.listed().map(snapshot),
    add,

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
      const { request } = job;
      if (request.kind === 'download') clear(request.scope);
      if (request.kind === 'export') clear(request.options.scope);
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

    wake,
    isWorking: () => running !== null,

    async close() {
      closed = true;
      running?.stop(new AppError('cancelled', 'Headshot Desk was closed.'));
      wake();
      await working;
      await clearing;
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
