import type { ErrorData } from '#shared/errors.ts';
import type { ExportedTarget } from '#shared/export.ts';
import type {
  DownloadRequest,
  ExportRequest,
  JobKind,
  JobPhase,
  JobState,
  PhotoFailure,
} from '#shared/jobs.ts';
import type { Database, Params } from '../library/database.ts';
import type { Subject } from '../live/subjects.ts';

/** What was asked of a job. */
export type JobRequest =
  | { kind: 'sync'; full: boolean }
  | DownloadJob
  | ({ kind: 'export'; serves?: Served } & ExportRequest)
  /** Whom to invite is in rows of their own. */
  | { kind: 'invites'; label: string };

/** A download, and how it is to be done. */
export interface DownloadJob extends DownloadRequest {
  kind: 'download';
  /** Both full sizes, as far as they are offered. */
  everySize?: true;
  /** Also what somebody has removed from this disk; where left out, only if it is named one by one. */
  fetchRemoved?: boolean;
  serves?: Served;
}

/** The watch rule that a job works for, and whom it serves: it adds to its folder, and lists nothing. */
export interface Served {
  ruleId: string;
  subjects: Subject[];
}

/** A job as the catalogue keeps it. */
export interface StoredJob {
  id: string;
  kind: JobKind;
  label: string;
  state: JobState;
  position: number;
  request: JobRequest;
  /** How many of its steps are complete. */
  step: number;
  /** The export has begun to write: what it finds at its targets is its own. */
  hasWritten: boolean;
  phases: JobPhase[];
  failed: number;
  error: ErrorData | null;
  exports: ExportedTarget[];
  /** Of this run of the program only: each sync says them again. */
  notes?: string[];
  createdAt: string;
  endedAt: string | null;
}

/** Ended jobs kept for the history. */
const HISTORY = 100;

type JobRow = Omit<
  StoredJob,
  'request' | 'hasWritten' | 'phases' | 'error' | 'exports' | 'notes'
> & {
  request: string;
  hasWritten: number;
  phases: string;
  error: string | null;
  exports: string;
};

/** The rows about jobs. */
export type JobTable = ReturnType<typeof createJobTable>;

export function createJobTable(db: Database) {
  return {
    /** All jobs, in order of position. */
    all(): StoredJob[] {
      return db
        .all<JobRow>(
          `SELECT id, kind, label, state, position, request, step, has_written AS hasWritten,
             phases, failed, error, exports, created_at AS createdAt, ended_at AS endedAt
           FROM jobs ORDER BY position`,
        )
        .map(toJob);
    },

    /** Writes a job, new or known; its failures stay. */
    save(job: StoredJob): void {
      db.run(
        `INSERT INTO jobs (id, kind, label, state, position, request, step, has_written, phases,
           failed, error, exports, created_at, ended_at)
         VALUES (:id, :kind, :label, :state, :position, :request, :step, :hasWritten, :phases,
           :failed, :error, :exports, :createdAt, :endedAt)
         ON CONFLICT (id) DO UPDATE SET state = :state, position = :position, step = :step,
           has_written = :hasWritten, phases = :phases, failed = :failed, error = :error,
           exports = :exports, ended_at = :endedAt`,
        toParams(job),
      );
    },

    /** Writes a new job together with what `also` writes. */
    insert(job: StoredJob, also: (jobId: string) => void): void {
      db.transaction(() => {
        this.save(job);
        also(job.id);
      });
    },

    failures(id: string): PhotoFailure[] {
      const row = db.get<{ failures: string }>('SELECT failures FROM jobs WHERE id = :id', { id });
      return row ? (JSON.parse(row.failures) as PhotoFailure[]) : [];
    },

    setFailures(id: string, failures: readonly PhotoFailure[]): void {
      db.run('UPDATE jobs SET failures = :failures WHERE id = :id', {
        id,
        failures: JSON.stringify(failures),
      });
    },

    remove(id: string): void {
      db.transaction(() => {
        db.run('DELETE FROM jobs WHERE id = :id', { id });
        db.run('DELETE FROM invite_sends WHERE job_id = :id', { id });
      });
    },

    /** Forgets the oldest ended jobs beyond what the history holds: their ids. */
    prune(): string[] {
      const old = db
        .all<{ id: string }>(
          `SELECT id FROM jobs WHERE ended_at IS NOT NULL ORDER BY ended_at DESC
           LIMIT -1 OFFSET ${HISTORY}`,
        )
        .map(({ id }) => id);
      for (const id of old) this.remove(id);
      return old;
    },
  };
}

function toJob({ request, hasWritten, phases, error, exports, ...row }: JobRow): StoredJob {
  return {
    ...row,
    request: JSON.parse(request),
    hasWritten: hasWritten === 1,
    phases: JSON.parse(phases),
    error: error === null ? null : JSON.parse(error),
    exports: JSON.parse(exports),
  };
}

function toParams(job: StoredJob): Params {
  return {
    id: job.id,
    kind: job.kind,
    label: job.label,
    state: job.state,
    position: job.position,
    request: JSON.stringify(job.request),
    step: job.step,
    hasWritten: job.hasWritten ? 1 : 0,
    phases: JSON.stringify(job.phases),
    failed: job.failed,
    error: job.error && JSON.stringify(job.error),
    exports: JSON.stringify(job.exports),
    createdAt: job.createdAt,
    endedAt: job.endedAt,
  };
}
