import { type ErrorCode, type ErrorData, toErrorData } from '#shared/errors.ts';
import type { ActionKind, ActionRecord } from '#shared/organization.ts';
import type { Library } from '../library/library.ts';

/** What was done to the organization from this computer. Never holds a link or a key. */
export interface History {
  /**
   * Does `work`, recorded before it begins and as it ends. `outcome` is a sentence of what came of it,
   * with the state where that is not `done`. Throws what `work` throws.
   */
  record<T>(
    action: { kind: ActionKind; subject: string },
    work: () => Promise<T>,
    outcome: (result: T) => string | ActionOutcome,
  ): Promise<T>;
  /** The latest first, and how many there are in all. */
  list(page: { offset: number; limit: number }): { items: ActionRecord[]; total: number };
}

/** What came of an action that may have been carried out for some and not for others. */
export interface ActionOutcome {
  state: Exclude<ActionRecord['state'], 'pending'>;
  /** A sentence. */
  detail: string;
}

/** The outcome of an action for several, `left` of whom it was not done for. */
export function outcomeFor(
  { done, left }: { done: number; left: number },
  detail: string,
): ActionOutcome {
  if (left === 0) return { state: 'done', detail };
  return { state: done === 0 ? 'failed' : 'partial', detail };
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
  const end = (
    id: number,
    { state, detail }: Pick<ActionRecord, 'state' | 'detail'>,
    error: ErrorData | null = null,
  ): void => {
    db.run(
      `UPDATE actions SET state = :state, ended_at = :now, detail = :detail, error_code = :code,
         error_message = :message WHERE id = :id`,
      {
        id,
        now: now(),
        state,
        detail,
        code: error?.code ?? null,
        message: error?.message ?? null,
      },
    );
  };

  return {
    async record({ kind, subject }, work, outcome) {
      const id = begin(kind, subject);
      let result: Awaited<ReturnType<typeof work>>;
      try {
        result = await work();
      } catch (error) {
        end(id, { state: 'failed', detail: null }, toErrorData(error));
        throw error;
      }
      const came = outcome(result);
      end(id, typeof came === 'string' ? { state: 'done', detail: came } : came);
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
