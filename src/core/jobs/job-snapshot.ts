import type { Job } from '#shared/jobs.ts';
import type { JobRun } from './job-run.ts';
import type { StoredJob } from './job-table.ts';

/** A job as the window shows it; `run` is its own while it is at work. */
export function toSnapshot(job: StoredJob, run: JobRun | null): Job {
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
