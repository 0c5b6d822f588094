import type { ErrorCode } from '#shared/errors.ts';
import { toErrorData } from '#shared/errors.ts';
import type { ActionKind, ActionRecord } from '#shared/organization.ts';
import type { Library } from '../library/library.ts';

/** What was done to the organization from this computer. Never holds a link or a key. */
export interface History {
  /**
   * Does `work`, recorded before it begins and as it ends. `detail` is a sentence of what came of it.
   * Throws what `work` throws.
   */
  record<T>(
    action: { kind: ActionKind; subject: string },
    work: () => Promise<T>,
    detail: (result: T) => string,
  ): Promise<T>;
  /** The latest first, and how many there are in all. */
  list(page: { offset: number; limit: number }): { items: ActionRecord[]; total: number };
}

type ActionRow = Omit<ActionRecord, 'error'> & {
  errorCode: ErrorCode | null;
  errorMessage: string | null;
};

export function createHistory({ db, now }: Pick<Library, 'db' | 'now'>): History {
  const begin = (kind: ActionKind, subject: string): number => {
    const row = db.get<{ id: number }>(
      `INSERT INTO actions (kind, subject, state, started_at)
       VALUES (:kind, :subject, 'pending', :now) RETURNING id`,
      { kind, subject, now: now() },
    );
    return row?.id ?? 0;
  };
  const end = (id: number, detail: string | null, error: unknown): void => {
    const told = error === null ? null : toErrorData(error);
    db.run(
      `UPDATE actions SET state = :state, ended_at = :now, detail = :detail, error_code = :code,
         error_message = :message WHERE id = :id`,
      {
        id,
        now: now(),
        state: told === null ? 'done' : 'failed',
        detail,
        code: told?.code ?? null,
        message: told?.message ?? null,
      },
    );
  };

  return {
    async record({ kind, subject }, work, detail) {
      const id = begin(kind, subject);
      let result: Awaited<ReturnType<typeof work>>;
      try {
        result = await work();
      } catch (error) {
        end(id, null, error);
        throw error;
      }
      end(id, detail(result), null);
      return result;
    },

    list({ offset, limit }) {
      const rows = db.all<ActionRow>(
        `SELECT id, kind, subject, state, started_at AS startedAt, ended_at AS endedAt, detail,
           error_code AS errorCode, error_message AS errorMessage
         FROM actions ORDER BY id DESC LIMIT :limit OFFSET :offset`,
        { offset, limit },
      );
      const total = db.get<{ n: number }>('SELECT COUNT(*) AS n FROM actions')?.n ?? 0;
      return { items: rows.map(toRecord), total };
    },
  };
}

function toRecord({ errorCode, errorMessage, ...row }: ActionRow): ActionRecord {
  const error = errorCode === null ? null : { code: errorCode, message: errorMessage ?? '' };
  return { ...row, error };
}
