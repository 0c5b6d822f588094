import type { ErrorCode, ErrorData } from '#shared/errors.ts';
import type { InviteToSend, SendResult, SendState } from '#shared/invites.ts';
import type { Database } from '../library/database.ts';
import { emailKey } from '../library/text-keys.ts';

/** One line of a list that is sent, and where it stands in it. */
export interface Send extends InviteToSend {
  jobId: string;
  position: number;
}

type SendRow = InviteToSend & {
  state: SendState;
  errorCode: ErrorCode | null;
  errorMessage: string | null;
  endedAt: string | null;
};

const COLUMNS = 'line, email, team_id AS teamId, name, employee_id AS employeeId';

/** The rows about invites that are sent: written before the first of them goes out. */
export type SendTable = ReturnType<typeof createSendTable>;

export function createSendTable(db: Database, now: () => string) {
  const byState = (jobId: string, state: SendState): Send[] =>
    db.all<Send>(
      `SELECT job_id AS jobId, position, ${COLUMNS} FROM invite_sends
       WHERE job_id = :jobId AND state = :state ORDER BY position`,
      { jobId, state },
    );

  return {
    /** Writes the lines of a job down, and remembers what they say of people. */
    add(jobId: string, invites: readonly InviteToSend[]): void {
      db.transaction(() => {
        for (const [position, { line, email, teamId, name, employeeId }] of invites.entries()) {
          db.run(
            `INSERT INTO invite_sends (job_id, position, line, email, team_id, name, employee_id, state)
             VALUES (:jobId, :position, :line, :email, :teamId, :name, :employeeId, 'queued')`,
            { jobId, position, line, email, teamId, name, employeeId },
          );
          if (name === null && employeeId === null) continue;
          // A list that leaves one of them out takes nothing away.
          db.run(
            `INSERT INTO invite_notes (email, name, employee_id, noted_at)
             VALUES (:email, :name, :employeeId, :now)
             ON CONFLICT (email) DO UPDATE SET name = COALESCE(:name, name),
               employee_id = COALESCE(:employeeId, employee_id), noted_at = :now`,
            { email: emailKey(email) ?? email, name, employeeId, now: now() },
          );
        }
      });
    },

    queued: (jobId: string): Send[] => byState(jobId, 'queued'),
    unknown: (jobId: string): Send[] => byState(jobId, 'unknown'),

    set({ jobId, position }: Send, state: SendState, error: ErrorData | null = null): void {
      const ended = state !== 'queued' && state !== 'unknown';
      db.run(
        `UPDATE invite_sends SET state = :state, error_code = :code, error_message = :message,
           ended_at = :endedAt WHERE job_id = :jobId AND position = :position`,
        {
          jobId,
          position,
          state,
          code: error?.code ?? null,
          message: error?.message ?? null,
          endedAt: ended ? now() : null,
        },
      );
    },

    /** What has not been sent is not sent any more. */
    cancelQueued(jobId: string): void {
      db.run(
        `UPDATE invite_sends SET state = 'cancelled', ended_at = :now
         WHERE job_id = :jobId AND state = 'queued'`,
        { jobId, now: now() },
      );
    },

    counts(jobId: string): Record<SendState, number> {
      const counts = { queued: 0, unknown: 0, sent: 0, already: 0, failed: 0, cancelled: 0 };
      const rows = db.all<{ state: SendState; n: number }>(
        'SELECT state, COUNT(*) AS n FROM invite_sends WHERE job_id = :jobId GROUP BY state',
        { jobId },
      );
      for (const { state, n } of rows) counts[state] = n;
      return counts;
    },

    /** In the order they are sent in; of one state, or all. A `limit` of -1 gives all. */
    results(
      jobId: string,
      state: SendState | null,
      { offset, limit }: { offset: number; limit: number },
    ): SendResult[] {
      return db
        .all<SendRow>(
          `SELECT ${COLUMNS}, state, error_code AS errorCode, error_message AS errorMessage,
             ended_at AS endedAt
           FROM invite_sends WHERE job_id = :jobId AND (:state IS NULL OR state = :state)
           ORDER BY position LIMIT :limit OFFSET :offset`,
          { jobId, state, limit, offset },
        )
        .map(toResult);
    },
  };
}

function toResult({ errorCode, errorMessage, ...row }: SendRow): SendResult {
  const error = errorCode === null ? null : { code: errorCode, message: errorMessage ?? '' };
  return { ...row, error };
}
