import { randomUUID } from 'node:crypto';
import { AppError, type ErrorData, toErrorData } from '#shared/errors.ts';
import type { JobState } from '#shared/jobs.ts';
import type { Log } from '../ports.ts';
import type { JobConnection } from './job-run.ts';
import { needsApi, phasesOf } from './job-steps.ts';
import type { JobRequest, JobTable, StoredJob } from './job-table.ts';
import { type JobTrack, trackOf } from './job-track.ts';

const ENDED: readonly JobState[] = ['done', 'failed', 'cancelled'];

/** Whether nothing more becomes of a job. */
export const hasEnded = ({ state }: StoredJob): boolean => ENDED.includes(state);

/** The jobs there are, in memory as in the catalogue: their order, and which is next. */
export class JobQueue {
  readonly #table: JobTable;
  readonly #log: Log;
  readonly #jobs: Map<string, StoredJob>;

  constructor(table: JobTable, log: Log) {
    this.#table = table;
    this.#log = log;
    this.#jobs = new Map(table.all().map((job) => [job.id, job]));
    // What ran when the program ended goes on where it was.
    for (const job of this.#jobs.values()) {
      if (job.state === 'running' || job.state === 'offline') job.state = 'waiting';
    }
  }

  /** By position. */
  inOrder(): StoredJob[] {
    return [...this.#jobs.values()].sort((a, b) => a.position - b.position);
  }

  /** Those that work or wait in their order, then those that ended, the latest first. */
  listed(): StoredJob[] {
    const all = this.inOrder();
    const ended = all.filter(hasEnded);
    return [
      ...all.filter((job) => !hasEnded(job)),
      ...ended.sort((a, b) => (b.endedAt ?? '').localeCompare(a.endedAt ?? '')),
    ];
  }

  get(jobId: string): StoredJob {
    const job = this.#jobs.get(jobId);
    if (job) return job;
    throw new AppError('not_found', 'This job is no longer in the list.');
  }

  /**
   * Adds a job behind all others, and forgets what the history no longer holds. What `also` writes is
   * written together with the job, or not at all.
   */
  add(
    request: JobRequest,
    label: string,
    createdAt: string,
    also: (jobId: string) => void = () => {},
  ): StoredJob {
    const positions = [...this.#jobs.values()].map(({ position }) => position);
    const job = newJob(request, label, Math.max(0, ...positions) + 1, createdAt);
    this.#table.insert(job, also);
    this.#jobs.set(job.id, job);
    for (const id of this.#table.prune()) this.#jobs.delete(id);
    return job;
  }

  save(job: StoredJob): void {
    try {
      this.#table.save(job);
    } catch (error) {
      // A full disk must not stop the work that frees it; memory still knows.
      this.#log.warn('a job could not be saved', { code: toErrorData(error).code });
    }
  }

  forget(jobId: string): void {
    this.#jobs.delete(jobId);
    this.#table.remove(jobId);
  }

  /** Changes the place of a job that waits among the others that do; whether it did. */
  move(job: StoredJob, to: 'up' | 'down' | 'first'): boolean {
    const open = this.inOrder().filter((it) => !hasEnded(it) && it.state !== 'running');
    const at = open.indexOf(job);
    if (at < 0) return false;
    open.splice(at, 1);
    open.splice(to === 'first' ? 0 : Math.max(0, to === 'up' ? at - 1 : at + 1), 0, job);
    const positions = open.map(({ position }) => position).sort((a, b) => a - b);
    for (const [index, moved] of open.entries()) {
      moved.position = positions[index] ?? moved.position;
      this.save(moved);
    }
    return true;
  }

  /** The next job of a track that can go on; `changed` hears of those that cannot, and now know why. */
  next(
    track: JobTrack,
    obstacle: ReturnType<JobConnection['obstacle']>,
    changed: () => void,
  ): StoredJob | null {
    const blocked = obstacle?.kind === 'offline' ? 'offline' : 'waiting';
    let error = obstacle?.error ?? null;
    let found: StoredJob | null = null;
    for (const job of this.inOrder()) {
      if (job.state !== 'waiting' && job.state !== 'offline') continue;
      if (trackOf(job.kind) !== track) continue;
      if (obstacle && needsApi(job.request, job.step)) {
        if (this.#setWaiting(job, blocked, error)) changed();
        // Told once: the others wait for the first.
        error = null;
      } else {
        if (this.#setWaiting(job, 'waiting', null)) changed();
        found ??= job;
      }
    }
    return found;
  }

  #setWaiting(job: StoredJob, state: JobState, error: ErrorData | null): boolean {
    if (job.state === state && job.error?.message === error?.message) return false;
    job.state = state;
    job.error = error;
    this.save(job);
    return true;
  }
}

/** A job that has not begun. */
export function newJob(
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
