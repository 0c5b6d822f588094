import { type AppError, type ErrorData, isAppError, toErrorData } from '#shared/errors.ts';
import type { JobKind, JobPhase, JobState } from '#shared/jobs.ts';
import type { Progress } from '#shared/progress.ts';
import type { Workspace } from '../core.ts';
import type { Clock, Log } from '../ports.ts';
import { stepsOf } from './job-steps.ts';
import type { JobTable, StoredJob } from './job-table.ts';
import { trackOf } from './job-track.ts';
import { RateMeter } from './rate-meter.ts';

/** What jobs ask of the connection, and tell it. */
export interface JobConnection {
  /** Why nothing that needs HeadshotPro can go on now; null while it can. */
  obstacle(): { kind: 'offline' | 'no-key'; error: ErrorData } | null;
  /** A call failed for a reason that concerns everybody: the network or the key. */
  failed(error: AppError): void;
}

/** What a run works with. */
export interface JobRunPorts {
  workspace: Workspace;
  table: JobTable;
  clock: Clock;
  log: Log;
  connection: JobConnection;
  /** Writes the job down, if it can be. */
  save(job: StoredJob): void;
  /** Something about the job is different. Called often. */
  changed(): void;
  /** Something in the library is different. Called often. */
  libraryChanged(): void;
}

/** How often a running job's progress is written down, and how often its rate is told. */
const SAVE_MS = 2_000;
const PULSE_MS = 1_000;

/** One job at work, from the step it has come to until it ends, waits or is stopped. */
export class JobRun {
  readonly job: StoredJob;
  readonly meter: RateMeter;
  /** How fast its photos came, bytes a second; null where none did. */
  speed: number | null = null;
  readonly #ports: JobRunPorts;
  readonly #stop = new AbortController();
  #savedAtMs: number;

  constructor(job: StoredJob, ports: JobRunPorts) {
    this.job = job;
    this.meter = new RateMeter(ports.clock);
    this.#ports = ports;
    this.#savedAtMs = ports.clock.elapsed();
  }

  /** Ends the run at once; whoever stops it says what becomes of the job. */
  stop(reason: AppError): void {
    this.#stop.abort(reason);
  }

  /** Works through the steps; leaves the job in the state it has come to. Never rejects. */
  async work(): Promise<void> {
    const { job } = this;
    const { save, changed } = this.#ports;
    job.state = 'running';
    job.error = null;
    save(job);
    changed();
    void this.#pulse();
    try {
      await this.#takeSteps();
      this.#finish(job.kind === 'export' && job.exports.length === 0 ? NOTHING_WRITTEN : null);
    } catch (error) {
      if (!this.#stop.signal.aborted) this.#settle(error);
    }
    this.#stop.abort();
    save(job);
  }

  async #takeSteps(): Promise<void> {
    const { job } = this;
    const { workspace, table, save } = this.#ports;
    const { signal } = this.#stop;
    const steps = stepsOf(job.request);
    if (trackOf(job.kind) === 'photos') await recovered(workspace, signal);
    for (const step of steps.slice(job.step)) {
      const { failures, failed, notes, exports } = await step({
        jobId: job.id,
        workspace,
        signal,
        onProgress: (progress) => this.#onProgress(progress),
        hasWritten: job.hasWritten,
        onWriting: () => {
          if (job.hasWritten) return;
          job.hasWritten = true;
          save(job);
        },
      });
      signal.throwIfAborted();
      const all = [...table.failures(job.id), ...failures];
      table.setFailures(job.id, all);
      job.failed = failed ?? all.length;
      job.exports = exports ?? job.exports;
      if (notes) job.notes = notes;
      job.step++;
      save(job);
    }
  }

  #settle(error: unknown): void {
    const { job } = this;
    const { log, connection } = this.#ports;
    if (isAppError(error, 'key_refused', 'key_missing', 'api_unreachable')) {
      this.#wait(error.code === 'api_unreachable' ? 'offline' : 'waiting', error);
      connection.failed(error);
    } else if (needsSomebody(error, job.kind)) {
      this.#wait('paused', error);
    } else {
      if (!isAppError(error)) {
        const told = error instanceof Error ? error.stack : String(error);
        log.error('a job failed', { kind: job.kind, error: told });
      }
      this.#finish(toErrorData(error));
    }
  }

  #wait(state: JobState, error: AppError): void {
    this.job.state = state;
    this.job.error = toErrorData(error);
  }

  #finish(error: ErrorData | null): void {
    this.job.state = error ? 'failed' : 'done';
    this.job.error = error;
    this.job.endedAt = this.#ports.workspace.library.now();
  }

  #onProgress({ phase, done, total, bytes, failed }: Progress): void {
    if (this.#stop.signal.aborted) return;
    const { job, meter } = this;
    const { clock, save, changed, libraryChanged } = this.#ports;
    const current: JobPhase = { phase, done, total, bytes, failed };
    const before = job.phases.find((it) => it.phase === phase);
    job.phases = job.phases.map((it) => (it.phase === phase ? current : it));
    if (before?.done !== done && (phase === 'list' || phase === 'download')) libraryChanged();
    meter.see(current);
    if (phase === 'download') this.speed = meter.bytesPerSecond() ?? this.speed;
    if (clock.elapsed() - this.#savedAtMs > SAVE_MS) {
      this.#savedAtMs = clock.elapsed();
      save(job);
    }
    changed();
  }

  /** Rates and the allowance change while nothing is counted, too. */
  async #pulse(): Promise<void> {
    const { clock, changed } = this.#ports;
    try {
      for (;;) {
        await clock.sleep(PULSE_MS, this.#stop.signal);
        changed();
      }
    } catch {
      // The run has ended.
    }
  }
}

/** Failures that a job would meet again if it went on by itself. */
function needsSomebody(error: unknown, kind: JobKind): error is AppError {
  if (isAppError(error, 'disk_full', 'disk_failed')) return true;
  // Whoever has no invite yet must not be given up.
  return kind === 'invites' && isAppError(error, ...REFUSALS);
}

const REFUSALS = [
  'insufficient_credits',
  'invite_limit',
  'not_permitted',
  'rate_limited',
  'api_failed',
  'api_not_understood',
] as const;

/** Nothing is exported or fetched of a library that does not know yet what it has on disk. */
async function recovered({ recover }: Workspace, signal: AbortSignal): Promise<void> {
  const stopped = Promise.withResolvers<never>();
  const stop = () => stopped.reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    await Promise.race([recover(), stopped.promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

const NOTHING_WRITTEN: ErrorData = {
  code: 'nothing_to_export',
  message: 'None of the chosen photos could be had, so nothing was written.',
};
