import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ErrorCode, ErrorData } from '#shared/errors.ts';
import type { WatchRule } from '#shared/live.ts';
import { RULE_SCHEMA } from '../input-schemas.ts';
import type { Library } from '../library/library.ts';

/** A rule as it is kept, with what became of it last. */
export interface KeptRule {
  rule: WatchRule;
  lastRunAt: string | null;
  problem: ErrorData | null;
  /** People it has served. */
  served: number;
}

/** Rules of the command line live beside the window's, which neither lists nor follows them. */
const COMMAND_PREFIX = 'command:';

interface RuleRow {
  id: string;
  rule: string;
  lastRunAt: string | null;
  errorCode: ErrorCode | null;
  errorMessage: string | null;
  served: number;
}

const stored = z.object(RULE_SCHEMA);

/** The rows about rules. */
export function createRuleTable({ db, now }: Pick<Library, 'db' | 'now'>) {
  const rows = (condition: string, id: string | null): KeptRule[] =>
    db
      .all<RuleRow>(
        `SELECT id, rule, last_run_at AS lastRunAt, error_code AS errorCode,
           error_message AS errorMessage, (SELECT COUNT(*) FROM watch_served
             WHERE rule_id = watch_rules.id AND served_at IS NOT NULL) AS served
         FROM watch_rules WHERE ${condition} ORDER BY created_at, id`,
        { id },
      )
      .flatMap((row) => toRule(row) ?? []);

  return {
    /** The window's, the oldest first; one that can no longer be read is left out. */
    all: (): KeptRule[] => rows(`id NOT LIKE '${COMMAND_PREFIX}%' AND :id IS NULL`, null),

    get: (id: string): KeptRule | null => rows('id = :id', id)[0] ?? null,

    /** Writes a rule; without an id a new one. A problem it had is forgotten. */
    save({ id, ...rule }: Omit<WatchRule, 'id'> & { id: string | null }): WatchRule {
      const saved = { id: id ?? randomUUID(), ...rule };
      db.run(
        `INSERT INTO watch_rules (id, rule, created_at) VALUES (:id, :rule, :now)
         ON CONFLICT (id) DO UPDATE SET rule = :rule, error_code = NULL, error_message = NULL`,
        { id: saved.id, rule: JSON.stringify(rule), now: now() },
      );
      return saved;
    },

    remove(id: string): void {
      db.transaction(() => {
        db.run('DELETE FROM watch_served WHERE rule_id = :id', { id });
        db.run('DELETE FROM watch_rules WHERE id = :id', { id });
      });
    },

    /** Takes down how a rule's last run went. */
    ran(id: string, problem: ErrorData | null): void {
      db.run(
        `UPDATE watch_rules SET last_run_at = :now, error_code = :code, error_message = :message
         WHERE id = :id`,
        { id, now: now(), code: problem?.code ?? null, message: problem?.message ?? null },
      );
    },
  };
}

/** The id of a rule that a command line spells out: the same words, the same rule. */
export function commandRuleId(digest: string): string {
  return `${COMMAND_PREFIX}${digest}`;
}

function toRule({ id, rule, lastRunAt, errorCode, errorMessage, served }: RuleRow) {
  const parsed = stored.safeParse(parse(rule));
  if (!parsed.success) return null;
  const problem =
    errorCode === null ? null : { code: errorCode, message: errorMessage ?? errorCode };
  return { rule: { id, ...parsed.data }, lastRunAt, problem, served };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
