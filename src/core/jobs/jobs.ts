import { randomUUID } from 'node:crypto';
import { AppError, type ErrorData, isAppError, toErrorData } from '#shared/errors.ts';
import type { Job, JobFailure, JobState } from '#shared/jobs.ts';
import type { Progress } from '#shared/progress.ts';
import type { Workspace } from '../core.ts';
import type { Clock, Log } from '../ports.ts';
import { needsApi, phasesOf, stepsOf } from './job-steps.ts';
import { createJobTable, type JobRequest, type StoredJob } from './job-table.ts';
import { RateMeter } from './rate-meter.ts';

/** What jobs ask of the connection, and tell it. */
export interface JobConnection {
  /** Why nothing that needs HeadshotPro can go on now; null while it can. */
  obstacle(): { kind: 'offline' | 'no-key'; error: ErrorData } | null;
  /** A call failed for a reason that concerns everybody: the network or the key. */
  failed(error: AppError): void;
}

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
export type Jobs = ReturnType<typeof createJobs>;

const ENDED: readonly JobState[] = ['done', 'failed', 'cancelled'];
const endedByItself = ({ state }: StoredJob): boolean => state === 'done' || state === 'failed';
const hasEnded = ({ state }: StoredJob): boolean => ENDED.includes(state);
/** How often a running job's progress is written down. */
const SAVE_MS = 2_000;

/** A job in hand. */
interface Running {
  job: StoredJob;
  stop: AbortController;
  meter: RateMeter;
  startedAtMs: number;
  savedAtMs: number;
  /** Of its downloads, bytes a second. */
  speed: number | null;
}

export function createJobs(options: {
  workspace: Workspace;
  clock: Clock;
  log: Log;
  connection: JobConnection;
  listeners: JobListeners;
}) {
  const { workspace, clock, log, connection, listeners } = options;
  const { library, downloads } = workspace;
  const table = createJobTable(library.db);
  const jobs = new Map(table.all().map((job) => [job.id, job]));
  let running: Running | null = null;
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
  const nudge = () => {
    change.resolve();
    change = Promise.withResolvers();
  };
  const changed = (job: StoredJob) => {
    save(job);
    listeners.changed();
    nudge();
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

  /** The next job that can go on; tells those that cannot why they wait. */
  const next = (): StoredJob | null => {
    const obstacle = connection.obstacle();
    let found: StoredJob | null = null;
    let isFirst = true;
    for (const job of inOrder()) {
      if (job.state !== 'waiting' && job.state !== 'offline') continue;
      if (!obstacle || !needsApi(job.request, job.step)) {
        setWaiting(job, 'waiting', null);
        found ??= job;
      } else {
        // One message is enough: the others wait for the first.
        setWaiting(
          job,
          obstacle.kind === 'offline' ? 'offline' : 'waiting',
          isFirst ? obstacle.error : null,
        );
        isFirst = false;
      }
    }
    return found;
  };
  const setWaiting = (job: StoredJob, state: JobState, error: ErrorData | null) => {
    if (job.state === state && job.error?.message === error?.message) return;
    job.state = state;
    job.error = error;
    save(job);
    listeners.changed();
  };

  const work = async (): Promise<void> => {
    while (!closed) {
      const changing = change.promise;
      const job = next();
      if (job) await run(job);
      else await changing;
    }
  };

  const run = async (job: StoredJob): Promise<void> => {
    const now = clock.elapsed();
    const hand: Running = {
      job,
      stop: new AbortController(),
      meter: new RateMeter(clock),
      startedAtMs: now,
      savedAtMs: now,
      speed: null,
    };
    running = hand;
    job.state = 'running';
    job.error = null;
    save(job);
    listeners.changed();
    void pulse(hand);
    const steps = stepsOf(job.request);
    try {
      while (job.step < steps.length) {
        const result = await steps[job.step]?.({
          workspace,
          signal: hand.stop.signal,
          onProgress: (progress) => onProgress(hand, progress),
          hasWritten: job.hasWritten,
          onWriting: () => {
            if (job.hasWritten) return;
            job.hasWritten = true;
            save(job);
          },
        });
        hand.stop.signal.throwIfAborted();
        const failures = [...table.failures(job.id), ...(result?.failures ?? [])];
        table.setFailures(job.id, failures);
        job.failed = failures.length;
        job.exports = result?.exports ?? job.exports;
        job.step++;
        save(job);
      }
      finish(job, exportedNothing(job) ? 'failed' : 'done');
    } catch (error) {
      // Whoever stopped it has said what becomes of it.
      if (!hand.stop.signal.aborted) settle(job, error);
    } finally {
      running = null;
      hand.stop.abort();
      if (hand.speed !== null) listeners.speed(hand.speed);
      listeners.libraryChanged();
    }
    save(job);
    listeners.changed();
    if (endedByItself(job)) {
      listeners.ended(toSnapshot(job), clock.elapsed() - hand.startedAtMs);
    }
  };

  const settle = (job: StoredJob, error: unknown): void => {
    const data = toErrorData(error);
    if (!isAppError(error)) {
      const told = error instanceof Error ? error.stack : String(error);
      log.error('a job failed', { kind: job.kind, error: told });
    }
    if (isAppError(error, 'key_refused', 'key_missing', 'api_unreachable')) {
      connection.failed(error);
      job.state = error.code === 'api_unreachable' ? 'offline' : 'waiting';
      job.error = data;
    } else if (isAppError(error, 'disk_full', 'disk_failed')) {
      job.state = 'paused';
      job.error = data;
    } else {
      finish(job, 'failed');
      job.error = data;
    }
  };

  const finish = (job: StoredJob, state: JobState): void => {
    job.state = state;
    job.endedAt = library.now();
    if (state !== 'failed') return;
    const shortOf = job.kind === 'export' && job.exports.length === 0 && job.failed > 0;
    if (shortOf) {
      job.error = {
        code: 'nothing_to_export',
        message: 'None of the chosen photos could be had, so nothing was written.',
      };
    }
  };

  const onProgress = (hand: Running, progress: Progress): void => {
    if (hand.stop.signal.aborted) return;
    const { job, meter } = hand;
    const { phase, done, total, bytes, failed } = progress;
    const known = job.phases.find((it) => it.phase === phase);
    if (known && known.done !== done && phase !== 'zip' && phase !== 'verify') {
      listeners.libraryChanged();
    }
    const current = { phase, done, total, bytes, failed };
    job.phases = job.phases.map((it) => (it.phase === phase ? current : it));
    meter.see(current);
    if (phase === 'download') hand.speed = meter.bytesPerSecond() ?? hand.speed;
    if (clock.elapsed() - hand.savedAtMs > SAVE_MS) {
      hand.savedAtMs = clock.elapsed();
      save(job);
    }
    listeners.changed();
  };

  /** Rates and the allowance change while nothing is counted, too. */
  const pulse = async ({ stop }: Running): Promise<void> => {
    try {
      for (;;) {
        await clock.sleep(1_000, stop.signal);
        listeners.changed();
      }
    } catch {
      // The job has ended.
    }
  };

  const toSnapshot = (job: StoredJob): Job => {
    const meter = running?.job === job ? running.meter : null;
    const { id, kind, label, state, phases, createdAt, endedAt, failed, error, exports } = job;
    return {
      id,
      kind,
      label,
      state,
      phases,
      bytesPerSecond: meter?.bytesPerSecond() ?? null,
      etaMs: meter?.etaMs() ?? null,
      createdAt,
      endedAt,
      failed,
      error,
      exports,
    };
  };

  const add = (request: JobRequest, label: string): Job => {
    const job: StoredJob = {
      id: randomUUID(),
      kind: request.kind,
      label,
      state: 'waiting',
      position: Math.max(0, ...[...jobs.values()].map(({ position }) => position)) + 1,
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
      createdAt: library.now(),
      endedAt: null,
    };
    table.save(job);
    jobs.set(job.id, job);
    for (const id of table.prune()) jobs.delete(id);
    listeners.changed();
    nudge();
    return toSnapshot(job);
  };

  const working = work();

  return {
    /** Those that wait or work in their order, then those that ended, the latest first. */
    list(): Job[] {
      const all = inOrder();
      const ended = all.filter(hasEnded);
      return [
        ...all.filter((job) => !hasEnded(job)),
        ...ended.sort((a, b) => (b.endedAt ?? '').localeCompare(a.endedAt ?? '')),
      ].map(toSnapshot);
    },

    add,

    /** A sync that has not ended serves whoever asks for one. */
    sync(full: boolean): Job {
      const open = inOrder().find(
        (job) => job.request.kind === 'sync' && (job.request.full || !full) && !hasEnded(job),
      );
      if (!open) return add({ kind: 'sync', full }, full ? 'Everything, anew' : 'Everything');
      if (open.state === 'paused') {
        open.state = 'waiting';
        changed(open);
      }
      return toSnapshot(open);
    },

    request: (jobId: string): JobRequest => get(jobId).request,
    exports: (jobId: string) => get(jobId).exports,

    failures(jobId: string): JobFailure[] {
      get(jobId);
      return table.failures(jobId);
    },

    pause(jobId: string): void {
      const job = get(jobId);
      if (hasEnded(job) || job.state === 'paused') return;
      job.state = 'paused';
      job.error = null;
      if (running?.job === job) running.stop.abort(new AppError('cancelled', 'Paused.'));
      changed(job);
    },

    resume(jobId: string): void {
      const job = get(jobId);
      if (job.state !== 'paused') return;
      job.state = 'waiting';
      job.error = null;
      changed(job);
    },

    cancel(jobId: string): void {
      const job = get(jobId);
      if (hasEnded(job)) return;
      finish(job, 'cancelled');
      job.error = null;
      if (running?.job === job) running.stop.abort(new AppError('cancelled', 'Cancelled.'));
      const { request } = job;
      if (request.kind === 'download') downloads.cancel(request.scope);
      if (request.kind === 'export') downloads.cancel(request.options.scope);
      changed(job);
    },

    move(jobId: string, to: 'up' | 'down' | 'first'): void {
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

    /** Takes an ended job off the list. */
    remove(jobId: string): void {
      const job = get(jobId);
      if (!hasEnded(job)) {
        throw new AppError('invalid_input', 'This job has not ended. Cancel it first.');
      }
      jobs.delete(jobId);
      table.remove(jobId);
      listeners.changed();
    },

    /** Looks again whether something can go on: the network or the key is another. */
    wake: nudge,

    isWorking: () => running !== null,

    /** Stops what runs, to go on at the next start. */
    async close(): Promise<void> {
      closed = true;
      running?.stop.abort(new AppError('cancelled', 'Headshot Desk was closed.'));
      nudge();
      await working;
    },
  };
}

function exportedNothing({ kind, exports }: StoredJob): boolean {
  return kind === 'export' && exports.length === 0;
}
