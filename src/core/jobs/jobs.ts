import { randomUUID } from 'node:crypto';
import { AppError, type ErrorData, toErrorData } from '#shared/errors.ts';
import type { ExportedTarget } from '#shared/export.ts';
import type { Job, JobFailure, JobState } from '#shared/jobs.ts';
import type { Workspace } from '../core.ts';
import type { Clock, Log } from '../ports.ts';
import { type JobConnection, JobRun, type JobRunPorts } from './job-run.ts';
import { needsApi, phasesOf } from './job-steps.ts';
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

const ENDED: readonly JobState[] = ['done', 'failed', 'cancelled'];
const hasEnded = ({ state }: StoredJob): boolean => ENDED.includes(state);

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
  const jobs = new Map(table.all().map((job) => [job.id, job]));
  let running: JobRun | null = null;
  let closed = false;
  let change = Promise.withResolvers<void>();

  const save = (job: StoredJob) => {
    try {
      table.save(job);
    } catch (error) {
      // A full disk must not stop the work that frees it; memory still knows.
      log.warn('a job could not be saved', { code: toErrorData(error).code });
    }
  };
  const wake = () => {
    change.resolve();
    change = Promise.withResolvers();
  };
  const changed = (job: StoredJob) => {
    save(job);
    listeners.changed();
    wake();
  };
  const inOrder = () => [...jobs.values()].sort((a, b) => a.position - b.position);
  const get = (jobId: string): StoredJob => {
    const job = jobs.get(jobId);
    if (job) return job;
    throw new AppError('not_found', 'This job is no longer in the list.');
  };

  // What ran when the program ended goes on where it was.
  for (const job of jobs.values()) {
    if (job.state === 'running' || job.state === 'offline') job.state = 'waiting';
  }

  const setWaiting = (job: StoredJob, state: JobState, error: ErrorData | null) => {
    if (job.state === state && job.error?.message === error?.message) return;
    job.state = state;
    job.error = error;
    save(job);
    listeners.changed();
  };

  /** The next job that can go on; those that cannot are told why they wait. */
  const next = (): StoredJob | null => {
    const obstacle = connection.obstacle();
    const blocked = obstacle?.kind === 'offline' ? 'offline' : 'waiting';
    let message = obstacle?.error ?? null;
    let found: StoredJob | null = null;
    for (const job of inOrder()) {
      if (job.state !== 'waiting' && job.state !== 'offline') continue;
      if (obstacle && needsApi(job.request, job.step)) {
        // Told once: the others wait for the first.
        setWaiting(job, blocked, message);
        message = null;
      } else {
        setWaiting(job, 'waiting', null);
        found ??= job;
      }
    }
    return found;
  };

  const ports: JobRunPorts = { ...options, ...listeners, table, save };
  const work = async (): Promise<void> => {
    while (!closed) {
      const changing = change.promise;
      const job = next();
      if (job) await run(job);
      else await changing;
    }
  };
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
  const forget = (jobId: string) => {
    jobs.delete(jobId);
    table.remove(jobId);
  };
  const stop = (job: StoredJob, why: string) => {
    if (running?.job === job) running.stop(new AppError('cancelled', why));
  };

  const snapshot = (job: StoredJob): Job => toSnapshot(job, running?.job === job ? running : null);

  const add: Jobs['add'] = (request, label) => {
    const positions = [...jobs.values()].map(({ position }) => position);
    const job = newJob(request, label, Math.max(0, ...positions) + 1, library.now());
    table.save(job);
    jobs.set(job.id, job);
    for (const id of table.prune()) jobs.delete(id);
    listeners.changed();
    wake();
    return snapshot(job);
  };

  const working = work();

  return {
    list() {
      const all = inOrder();
      const ended = all.filter(hasEnded);
      return [
        ...all.filter((job) => !hasEnded(job)),
        ...ended.sort((a, b) => (b.endedAt ?? '').localeCompare(a.endedAt ?? '')),
      ].map(snapshot);
    },

    add,

    sync(full) {
      const open = inOrder().find(
        (job) => job.request.kind === 'sync' && (job.request.full || !full) && !hasEnded(job),
      );
      if (!open) {
        // One that went well says all: each start would add another.
        for (const { id, kind, state, failed } of jobs.values()) {
          if (kind === 'sync' && state === 'done' && failed === 0) forget(id);
        }
        return add({ kind: 'sync', full }, labelOfSync(full));
      }
      if (open.state === 'paused') {
        open.state = 'waiting';
        changed(open);
      }
      return snapshot(open);
    },

    request: (jobId) => get(jobId).request,
    exports: (jobId) => get(jobId).exports,
    failures: (jobId) => table.failures(get(jobId).id),

    pause(jobId) {
      const job = get(jobId);
      if (hasEnded(job) || job.state === 'paused') return;
      job.state = 'paused';
      job.error = null;
      stop(job, 'Paused.');
      changed(job);
    },

    resume(jobId) {
      const job = get(jobId);
      if (job.state !== 'paused') return;
      job.state = 'waiting';
      job.error = null;
      changed(job);
    },

    cancel(jobId) {
      const job = get(jobId);
      if (hasEnded(job)) return;
      job.state = 'cancelled';
      job.error = null;
      job.endedAt = library.now();
      stop(job, 'Cancelled.');
      const { request } = job;
      if (request.kind === 'download') downloads.cancel(request.scope);
      if (request.kind === 'export') downloads.cancel(request.options.scope);
      changed(job);
    },

    move(jobId, to) {
      const job = get(jobId);
      const open = inOrder().filter((it) => !hasEnded(it) && it.state !== 'running');
      const at = open.indexOf(job);
      if (at < 0) return;
      open.splice(at, 1);
      open.splice(to === 'first' ? 0 : Math.max(0, to === 'up' ? at - 1 : at + 1), 0, job);
      const positions = open.map(({ position }) => position).sort((a, b) => a - b);
      for (const [index, moved] of open.entries()) {
        moved.position = positions[index] ?? moved.position;
        save(moved);
      }
      changed(job);
    },

    remove(jobId) {
      if (!hasEnded(get(jobId))) {
        throw new AppError('invalid_input', 'This job has not ended. Cancel it first.');
      }
      forget(jobId);
      listeners.changed();
    },

    wake,
    isWorking: () => running !== null,

    async close() {
      closed = true;
      running?.stop(new AppError('cancelled', 'Headshot Desk was closed.'));
      wake();
      await working;
    },
  };
}

/** How a sync is called in the list. */
export function labelOfSync(full: boolean): string {
  return full ? 'Everything, anew' : 'Everything';
}

function newJob(
  request: JobRequest,
  label: string,
  position: number,
  createdAt: string,
): StoredJob {
  return {
    id: randomUUID(),
    kind: request.kind,
    label,
    state: 'waiting',
    position,
    request,
    step: 0,
    hasWritten: false,
    phases: phasesOf(request).map((phase) => ({
      phase,
      done: 0,
      total: null,
      bytes: 0,
      failed: 0,
    })),
    failed: 0,
    error: null,
    exports: [],
    createdAt,
    endedAt: null,
  };
}

function toSnapshot(job: StoredJob, run: JobRun | null): Job {
  const { id, kind, label, state, phases, createdAt, endedAt, failed, error, exports } = job;
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
  };
}
