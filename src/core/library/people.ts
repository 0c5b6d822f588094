import { AppError } from '#shared/errors.ts';
import { UNASSIGNED, UNASSIGNED_NAME } from '#shared/export.ts';
import type {
  LibraryTotals,
  Page,
  PeopleFilter,
  Person,
  PersonModel,
  TeamTotals,
} from '#shared/library.ts';
import type { Database, Params } from './database.ts';
import { containsPattern, foldText } from './text-keys.ts';

/** The largest page a list gives. */
const MAX_PAGE = 500;

const PERSON_COLUMNS = `id, member_id AS memberId, name, email, team_id AS teamId, lifecycle,
  joined_at AS joinedAt, photo_count AS photoCount, stored_count AS storedCount`;

/** A page of people by name. `next` of one page is `after` of the next. */
export function listPeople(
  db: Database,
  filter: PeopleFilter,
  { limit = 100, after = null }: { limit?: number; after?: string | null } = {},
): Page<Person> {
  const { where, params } = peopleWhere(filter);
  if (after !== null) {
    const [sortKey, id] = readCursor(after);
    where.push('(sort_key, id) > (:afterKey, :afterId)');
    Object.assign(params, { afterKey: sortKey, afterId: id });
  }
  const size = Math.max(1, Math.min(limit, MAX_PAGE));
  const rows = db.all<Person & { sortKey: string }>(
    `SELECT ${PERSON_COLUMNS}, sort_key AS sortKey FROM people ${whereSql(where)}
     ORDER BY sort_key, id LIMIT :size`,
    { ...params, size: size + 1 },
  );
  const items = rows.slice(0, size);
  const last = items.at(-1);
  return {
    items: items.map(({ sortKey: _, ...person }) => person),
    next: rows.length > size && last ? JSON.stringify([last.sortKey, last.id]) : null,
  };
}

/** One person by id. */
export function getPerson(db: Database, personId: string): Person | null {
  return (
    db.get<Person>(`SELECT ${PERSON_COLUMNS} FROM people WHERE id = :personId`, { personId }) ??
    null
  );
}

/**
 * The people somebody means by a word on a command line: an id, an e-mail or a whole name first,
 * else everybody whose name or e-mail contains it.
 */
export function findPeople(db: Database, words: string): Person[] {
  const exact = db.all<Person>(
    `SELECT ${PERSON_COLUMNS} FROM people
     WHERE id = :words OR lower(email) = lower(:words) OR sort_key = :key ORDER BY sort_key, id`,
    { words, key: foldText(words) },
  );
  if (exact.length > 0) return exact;
  return db.all<Person>(
    `SELECT ${PERSON_COLUMNS} FROM people WHERE search_key LIKE :pattern ESCAPE '\\'
     ORDER BY sort_key, id LIMIT ${MAX_PAGE}`,
    { pattern: containsPattern(words) },
  );
}

/** A person's shoots, the newest first. */
export function modelsOfPerson(db: Database, personId: string): PersonModel[] {
  return db
    .all<Omit<PersonModel, 'isDevelopment' | 'gone'> & { isDevelopment: number; gone: number }>(
      `SELECT models.id, title, status, is_development AS isDevelopment, finished_at AS finishedAt,
         photo_count AS photoCount, stored_count AS storedCount,
         favorites.photo_id AS favoritePhotoId, gone_at IS NOT NULL AS gone
       FROM models LEFT JOIN favorites ON favorites.model_id = models.id
       WHERE person_id = :personId
       ORDER BY COALESCE(finished_at, created_at) DESC, models.id`,
      { personId },
    )
    .map((row) => ({ ...row, isDevelopment: row.isDevelopment === 1, gone: row.gone === 1 }));
}

/** The invite to somebody's address that stands, else the one that led to a session of theirs. */
export function inviteOfPerson(
  db: Database,
  personId: string,
): { email: string; status: string } | null {
  const row = db.get<{ email: string; status: string }>(
    `SELECT email, status FROM (
       SELECT 1 AS rank, invites.* FROM people JOIN invites ON invites.email = lower(people.email)
         WHERE people.id = :personId
       UNION ALL SELECT 2, invites.* FROM models JOIN invites ON invites.model_id = models.id
         WHERE models.person_id = :personId)
     WHERE gone_at IS NULL AND status NOT IN ('revoked', 'deleted') ORDER BY rank LIMIT 1`,
    { personId },
  );
  return row ?? null;
}

/** Every team with its totals, by name; the people without a team last, where there are any. */
export function listTeams(db: Database): TeamTotals[] {
  return db.all<TeamTotals>(
    `WITH totals AS (
       SELECT CASE WHEN team_id IN (SELECT id FROM teams WHERE gone_at IS NULL)
           THEN team_id ELSE '${UNASSIGNED}' END AS id,
         COUNT(*) AS people, SUM(lifecycle = 'ready') AS ready,
         SUM(photo_count) AS photos, SUM(stored_count) AS stored
       FROM people GROUP BY 1)
     SELECT teams.id, teams.name, COALESCE(people, 0) AS people, COALESCE(ready, 0) AS ready,
       COALESCE(photos, 0) AS photos, COALESCE(stored, 0) AS stored
     FROM (SELECT id, name, sort_key FROM teams WHERE gone_at IS NULL
           UNION ALL
           SELECT '${UNASSIGNED}', '${UNASSIGNED_NAME}', NULL
           WHERE EXISTS (SELECT 1 FROM totals WHERE id = '${UNASSIGNED}')) AS teams
     LEFT JOIN totals ON totals.id = teams.id
     ORDER BY teams.sort_key IS NULL, teams.sort_key, teams.id`,
  );
}

/** The library in numbers, or null before its first sync. */
export function libraryTotals(db: Database): LibraryTotals | null {
  const organization = db.get<{
    uid: string;
    name: string;
    credits: number | null;
    syncedAt: string | null;
  }>('SELECT uid, name, credits, synced_at AS syncedAt FROM organization');
  if (!organization) return null;
  const { uid, name, credits, syncedAt } = organization;
  const people = db.get<Pick<LibraryTotals, 'people' | 'ready' | 'photos' | 'stored'>>(
    `SELECT COUNT(*) AS people, COALESCE(SUM(lifecycle = 'ready'), 0) AS ready,
       COALESCE(SUM(photo_count), 0) AS photos, COALESCE(SUM(stored_count), 0) AS stored FROM people`,
  );
  const rest = db.get<Pick<LibraryTotals, 'models' | 'storedBytes' | 'queued' | 'failed'>>(
    `SELECT (SELECT COUNT(*) FROM models WHERE gone_at IS NULL) AS models,
       (SELECT COALESCE(SUM(stored_bytes), 0) FROM models) AS storedBytes,
       (SELECT COUNT(*) FROM transfers WHERE state IN ('queued', 'active')) AS queued,
       (SELECT COUNT(*) FROM transfers WHERE state = 'failed') AS failed`,
  );
  return {
    organization: { uid, name, credits },
    syncedAt,
    people: people?.people ?? 0,
    ready: people?.ready ?? 0,
    photos: people?.photos ?? 0,
    stored: people?.stored ?? 0,
    models: rest?.models ?? 0,
    storedBytes: rest?.storedBytes ?? 0,
    queued: rest?.queued ?? 0,
    failed: rest?.failed ?? 0,
  };
}

function peopleWhere({ teamId, lifecycle, search }: PeopleFilter): {
  where: string[];
  params: Params;
} {
  const where: string[] = [];
  const params: Params = {};
  if (teamId === UNASSIGNED) where.push(IN_NO_TEAM);
  else if (teamId !== undefined) {
    where.push('team_id = :teamId');
    params['teamId'] = teamId;
  }
  if (lifecycle !== undefined) {
    where.push('lifecycle = :lifecycle');
    params['lifecycle'] = lifecycle;
  }
  if (search?.trim()) {
    where.push(`search_key LIKE :pattern ESCAPE '\\'`);
    params['pattern'] = containsPattern(search);
  }
  return { where, params };
}

/** Without a team, or in one that is gone: nobody may fall out of every list. */
const IN_NO_TEAM =
  '(team_id IS NULL OR team_id NOT IN (SELECT id FROM teams WHERE gone_at IS NULL))';

function whereSql(where: readonly string[]): string {
  return where.length > 0 ? `WHERE ${where.join(' AND ')}` : '';
}

function readCursor(cursor: string): [string, string] {
  try {
    const value: unknown = JSON.parse(cursor);
    if (Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'string') {
      return [value[0], value[1]];
    }
  } catch {
    // Falls through to the same answer as any other cursor that is not ours.
  }
  throw new AppError('invalid_input', 'That page does not exist. Start from the first page.');
}
