import type { Variant } from '#shared/domain.ts';
import type { ErrorCode } from '#shared/errors.ts';
import type { Scope } from '#shared/export.ts';
import type { PhotoChoice } from '#shared/library.ts';
import type { Database, Params } from '../library/database.ts';
import { scopeCondition, selectionCondition } from '../library/scope.ts';
import { statesBefore, type TransferEvent, type TransferState } from './transfer-state.ts';

/** One wanted file of the queue. */
export interface Transfer {
  id: number;
  modelId: string;
  photoId: string;
  variant: Exclude<Variant, 'thumbnail'>;
  attempts: number;
}

/** How many transfers stand where. */
export type TransferCounts = Record<TransferState, number>;

/** A transfer that failed, with its person and team for the report. */
export interface FailedTransfer {
  modelId: string;
  photoId: string;
  variant: Variant;
  person: string;
  team: string | null;
  code: ErrorCode;
  message: string;
}

/** Part of the queue: the transfers of one choice within a scope. */
export type Chosen = PhotoChoice & { scope: Scope };

/** The durable queue: one row per wanted file, moved only along the transitions of `transfer-state`. */
export type TransferTable = ReturnType<typeof createTransferTable>;

/** Transfers joined with what a scope can name. */
const IN_SCOPE = `transfers JOIN photos ON photos.model_id = transfers.model_id AND photos.id = transfers.photo_id
  JOIN models ON models.id = photos.model_id JOIN people ON people.id = models.person_id`;

export function createTransferTable(db: Database, now: () => string) {
  /** Applies `event` to the rows that `where` names; the number that moved. */
  const move = (
    event: TransferEvent,
    to: TransferState,
    set: string,
    where: string,
    params: Params,
  ): number => {
    const from = statesBefore(event, to).map((state) => `'${state}'`);
    return db.run(
      `UPDATE transfers SET state = '${to}' ${set} WHERE state IN (${from.join(', ')}) AND ${where}`,
      { ...params, now: now() },
    );
  };
  /** Moves the rows that `where` names behind all the others of their priority, in their order. */
  const toTheBack = (where: string, params: Params) => {
    db.run(
      `UPDATE transfers SET id = (SELECT max(id) FROM transfers) + place
       FROM (SELECT id AS moved, row_number() OVER (ORDER BY id) AS place FROM transfers
         WHERE ${where})
       WHERE id = moved`,
      params,
    );
  };
  const chosen = (within: Chosen | null): { from: string; where: string; params: Params } => {
    if (within === null) return { from: 'transfers', where: 'TRUE', params: {} };
    const { sql, params } = scopeCondition(within.scope);
    const selection = selectionCondition(within.selection);
    return {
      // For all photos of everybody the joins would say nothing, at many times the cost.
      from: sql === 'TRUE' && selection === 'TRUE' ? 'transfers' : IN_SCOPE,
      where: `transfers.variant = :variant AND ${selection} AND ${sql}`,
      params: { ...params, variant: within.variant },
    };
  };
  const inScope = (scope: Scope) => {
    const { sql, params } = scopeCondition(scope);
    return { where: `id IN (SELECT transfers.id FROM ${IN_SCOPE} WHERE ${sql})`, params };
  };

  return {
    /**
     * Queues every chosen photo that is not stored, is still offered and is not queued already.
     * Files the user removed stay away unless `fetchRemoved`. The number newly queued.
     */
    enqueue(
      scope: Scope,
      choice: PhotoChoice,
      { priority = 0, fetchRemoved = false }: { priority?: number; fetchRemoved?: boolean } = {},
    ): number {
      const { sql, params } = scopeCondition(scope);
      const from = statesBefore('enqueue', 'queued')
        .filter((state) => state !== 'queued')
        .map((state) => `'${state}'`);
      return db.transaction(() => {
        // Those that have not been tried go first.
        toTheBack(`state = 'failed'`, {});
        return db.run(
          `INSERT INTO transfers (model_id, photo_id, variant, state, priority, queued_at)
           SELECT photos.model_id, photos.id, :variant, 'queued', :priority, :now
           FROM people JOIN models ON models.person_id = people.id
           JOIN photos ON photos.model_id = models.id
           LEFT JOIN files ON files.model_id = photos.model_id AND files.photo_id = photos.id
             AND files.variant = COALESCE(photos.only_variant, :variant)
           WHERE ${sql} AND ${selectionCondition(choice.selection)}
             AND photos.gone_at IS NULL AND photos.status <> 'deleted' AND models.gone_at IS NULL
             AND (files.state IS NULL OR files.state IN ('missing', 'damaged')
               OR (:fetchRemoved AND files.state = 'removed'))
           ORDER BY people.sort_key, people.id, models.id, photos.id
           ON CONFLICT (model_id, photo_id, variant) DO UPDATE SET state = 'queued',
             priority = max(priority, excluded.priority), attempts = 0, error_code = NULL,
             error_message = NULL, queued_at = excluded.queued_at, ended_at = NULL
           WHERE state IN (${from.join(', ')})`,
          {
            ...params,
            variant: choice.variant,
            priority,
            fetchRemoved: fetchRemoved ? 1 : 0,
            now: now(),
          },
        );
      });
    },

    /**
     * Takes up to `limit` waiting transfers, the highest priority and the oldest first; none of the
     * models in `except`.
     */
    claim(
      limit: number,
      within: Chosen | null,
      except: ReadonlySet<string> = new Set(),
    ): Transfer[] {
      const { from, where, params } = chosen(within);
      const others =
        except.size === 0
          ? 'TRUE'
          : 'transfers.model_id NOT IN (SELECT value FROM json_each(:except))';
      const excepted = except.size === 0 ? {} : { except: JSON.stringify([...except]) };
      return db.transaction(() => {
        const waiting = db.all<Transfer>(
          `SELECT transfers.id, transfers.model_id AS modelId, transfers.photo_id AS photoId,
             transfers.variant, attempts
           FROM ${from} WHERE transfers.state = 'queued' AND ${where} AND ${others}
           ORDER BY transfers.priority DESC, transfers.id LIMIT :limit`,
          { ...params, ...excepted, limit },
        );
        for (const { id } of waiting) {
          move('start', 'active', ', attempts = attempts + 1', 'id = :id', { id });
        }
        return waiting;
      });
    },

    /** Whether no transfer waits or travels. */
    isEmpty(within: Chosen | null): boolean {
      const { from, where, params } = chosen(within);
      return (
        db.get(
          `SELECT 1 FROM ${from} WHERE transfers.state IN ('queued', 'active') AND ${where} LIMIT 1`,
          params,
        ) === undefined
      );
    },

    /** How many transfers wait or travel. */
    countRemaining(within: Chosen | null): number {
      const { from, where, params } = chosen(within);
      return (
        db.get<{ n: number }>(
          `SELECT COUNT(*) AS n FROM ${from} WHERE transfers.state IN ('queued', 'active') AND ${where}`,
          params,
        )?.n ?? 0
      );
    },

    /** Up to `limit` of one model's photos that are under way or next: what a lease should cover. */
    wantedPhotos(modelId: string, limit: number): string[] {
      return db
        .all<{ photoId: string }>(
          `SELECT photo_id AS photoId FROM transfers
           WHERE model_id = :modelId AND state IN ('queued', 'active')
           GROUP BY photo_id ORDER BY max(priority) DESC, min(id) LIMIT :limit`,
          { modelId, limit },
        )
        .map((row) => row.photoId);
    },

    succeed(id: number): void {
      move('succeed', 'done', ', ended_at = :now', 'id = :id', { id });
    },

    fail(id: number, code: ErrorCode, message: string): void {
      move(
        'fail',
        'failed',
        ', error_code = :code, error_message = :message, ended_at = :now',
        'id = :id',
        { id, code, message },
      );
    },

    /** Puts a transfer back in its place: its work stopped through no fault of its own. */
    interrupt(id: number): void {
      move('interrupt', 'queued', ', attempts = max(0, attempts - 1)', 'id = :id', { id });
    },

    /** Moves what waits of a model behind all the others of the same priority. */
    postpone(modelId: string): void {
      toTheBack(`state = 'queued' AND model_id = :modelId`, { modelId });
    },

    /** Puts back everything an earlier run left under way. */
    interruptAll(): number {
      return move('interrupt', 'queued', '', 'TRUE', {});
    },

    cancel(scope: Scope): number {
      const { where, params } = inScope(scope);
      return move('cancel', 'cancelled', ', ended_at = :now', where, params);
    },

    retryFailed(scope: Scope): number {
      const { where, params } = inScope(scope);
      return db.transaction(() => {
        toTheBack(`state = 'failed' AND ${where}`, params);
        return move(
          'retry',
          'queued',
          ', attempts = 0, error_code = NULL, error_message = NULL, queued_at = :now, ended_at = NULL',
          where,
          params,
        );
      });
    },

    /** Moves waiting transfers forward (positive) or back. */
    prioritise(scope: Scope, priority: number): number {
      const { where, params } = inScope(scope);
      return db.run(
        `UPDATE transfers SET priority = :priority WHERE state IN ('queued', 'active') AND ${where}`,
        { ...params, priority },
      );
    },

    /** Forgets failures of photos that are no longer offered: they were reported once. */
    dropGoneFailures(): number {
      return move(
        'cancel',
        'cancelled',
        '',
        `state = 'failed' AND EXISTS (SELECT 1 FROM photos
           WHERE photos.model_id = transfers.model_id AND photos.id = transfers.photo_id
             AND photos.gone_at IS NOT NULL)`,
        {},
      );
    },

    /** Whether a claimed transfer is still wanted: not cancelled since. */
    isActive(id: number): boolean {
      return (
        db.get('SELECT 1 AS yes FROM transfers WHERE id = :id AND state = :state', {
          id,
          state: 'active',
        }) !== undefined
      );
    },

    counts(): TransferCounts {
      const counts: TransferCounts = { queued: 0, active: 0, done: 0, failed: 0, cancelled: 0 };
      for (const { state, n } of db.all<{ state: TransferState; n: number }>(
        'SELECT state, COUNT(*) AS n FROM transfers GROUP BY state',
      )) {
        counts[state] = n;
      }
      return counts;
    },

    /** What failed, by person; everything, or of one part of the queue. */
    failures(within: Chosen | null): FailedTransfer[] {
      const { where, params } = chosen(within);
      return db.all<FailedTransfer>(
        `SELECT transfers.model_id AS modelId, transfers.photo_id AS photoId, transfers.variant,
           COALESCE(people.name, people.email, transfers.model_id) AS person, teams.name AS team,
           error_code AS code, error_message AS message
         FROM ${IN_SCOPE} LEFT JOIN teams ON teams.id = people.team_id
         WHERE transfers.state = 'failed' AND ${where}
         ORDER BY people.sort_key, people.id, models.id, photos.id`,
        params,
      );
    },
  };
}
