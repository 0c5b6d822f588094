import type { ErrorCode } from '#shared/errors.ts';
import { type Scope, UNASSIGNED } from '#shared/export.ts';
import type { WatchRule } from '#shared/live.ts';
import type { Database, Params } from '../library/database.ts';
import { MAY_HAVE_PHOTOS } from '../library/listing-states.ts';
import { EVERYBODY, scopeCondition, selectionCondition } from '../library/scope.ts';

/** Somebody a rule is about, by the session and, where a choice started it, the chosen photo. */
export interface Subject {
  /** What the rule has served is known by. */
  key: string;
  modelId: string;
  /** A name, else an e-mail address, else the session's id. */
  person: string;
}

/** Served together: the work of one job, and one notification. */
const TOGETHER = 200;

type Watched = Pick<WatchRule, 'id' | 'on' | 'teamId' | 'selection'>;

/** Whom the rule has not served: ready, or with a new favorite, and with photos of its choice. */
export function unservedSubjects(db: Database, rule: Watched): Subject[] {
  const { from, params } = subjectsOf(rule);
  const isListed = rule.selection === 'favorites' ? 'TRUE' : 'models.listed_at IS NOT NULL';
  return db.all<Subject>(
    `SELECT ${KEY[rule.on]} AS key, models.id AS modelId,
       COALESCE(people.name, people.email, models.id) AS person
     ${from} AND ${isListed} AND EXISTS (
       SELECT 1 FROM photos WHERE photos.model_id = models.id AND photos.gone_at IS NULL
         AND photos.status <> 'deleted' AND ${selectionCondition(rule.selection)})
     AND NOT EXISTS (
       SELECT 1 FROM watch_served WHERE rule_id = :ruleId AND subject = ${KEY[rule.on]})
     ORDER BY people.sort_key, models.id LIMIT ${TOGETHER}`,
    { ...params, ruleId: rule.id },
  );
}

/** Leaves alone whoever is there now: the rule is about what happens from now on. How many. */
export function passOver(db: Database, rule: Watched): number {
  const { from, params } = subjectsOf(rule);
  return db.run(
    `INSERT OR IGNORE INTO watch_served (rule_id, subject, served_at)
     SELECT :ruleId, ${KEY[rule.on]}, NULL ${from}`,
    { ...params, ruleId: rule.id },
  );
}

/** Nobody is served twice: to be written once their photos are where they should be. */
export function markServed(
  db: Database,
  ruleId: string,
  keys: readonly string[],
  now: string,
): void {
  db.run(
    `INSERT OR IGNORE INTO watch_served (rule_id, subject, served_at)
     SELECT :ruleId, value, :now FROM json_each(:keys)
     WHERE EXISTS (SELECT 1 FROM watch_rules WHERE id = :ruleId)`,
    { ruleId, now, keys: JSON.stringify(keys) },
  );
}

/** Their sessions, whole: which of the photos are meant, a selection says. Nobody would mean everybody. */
export function scopeOfSubjects(subjects: readonly Subject[]): Scope {
  return { ...EVERYBODY, modelIds: subjects.map(({ modelId }) => modelId) };
}

/** Whether trying again changes nothing about a failure: whoever it befalls counts as served. */
export function isFinal(code: ErrorCode): boolean {
  return code === 'photo_gone' || code === 'not_found';
}

/** Whether the team is one that can still be watched. */
export function isThere(db: Database, teamId: string | null): boolean {
  if (teamId === null || teamId === UNASSIGNED) return true;
  return (
    db.get('SELECT 1 FROM teams WHERE id = :teamId AND gone_at IS NULL', { teamId }) !== undefined
  );
}

/** Told apart by a line break: no id has one. */
const KEY = {
  ready: 'models.id',
  favorite: `models.id || char(10) || favorites.photo_id`,
};

function subjectsOf({ on, teamId }: Watched): { from: string; params: Params } {
  const within = scopeCondition({ ...EVERYBODY, teamIds: teamId === null ? [] : [teamId] });
  const chosen = on === 'favorite' ? 'JOIN favorites ON favorites.model_id = models.id' : '';
  return {
    from: `FROM people JOIN models ON models.person_id = people.id ${chosen}
      WHERE ${MAY_HAVE_PHOTOS} AND ${within.sql}`,
    params: within.params,
  };
}
