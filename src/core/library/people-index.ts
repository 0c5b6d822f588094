import { atOnce, inTurns, type Turns } from '../turns.ts';
import type { Database, Params } from './database.ts';
import {
  type InviteRow,
  type JoinedPerson,
  type MemberRow,
  type ModelRow,
  PeopleJoin,
} from './people-join.ts';

/** Rows read, or people compared and written where they differ, in one go: some milliseconds. */
const AT_A_TIME = 250;

/**
 * Brings the table of people up to date with members, models and invites, in one transaction. Writes
 * only what is different: after most syncs, nothing is.
 */
export function indexPeople(db: Database): void {
  db.transaction(() => atOnce(indexing(db)));
}

/** The last one asked for, of each catalogue. */
const underWay = new WeakMap<Database, Promise<void>>();

/**
 * The same, with other work in between: what is half done is no worse than what was there before. One
 * after another: one that began earlier knows less than one that began later.
 */
export function indexPeopleInTurns(db: Database): Promise<void> {
  const index = () => inTurns(indexing(db));
  const mine = (underWay.get(db) ?? Promise.resolve()).then(index, index);
  underWay.set(db, mine);
  return mine;
}

function* indexing(db: Database): Turns<void> {
  const join = new PeopleJoin();
  for (const gone of [0, 1]) {
    for (const rows of slices<'id', Flagged<MemberRow>>(db, MEMBERS, 'id', { gone })) {
      join.addMembers(rows.map(flag));
      yield;
    }
  }
  const owners = new Map<string, string | null>();
  for (const rows of slices<'id', Flagged<OwnedModel>>(db, MODELS, 'id')) {
    for (const { id, personId } of rows) owners.set(id, personId);
    join.addModels(rows.map(flag));
    yield;
  }
  for (const rows of slices<'email', Flagged<InviteRow>>(db, INVITES, 'email')) {
    join.addInvites(rows.map(flag));
    yield;
  }
  const current = new Set<string>();
  for (const people of chunks(join.people())) {
    for (const { id } of people) current.add(id);
    writePeople(db, people, owners);
    yield;
  }
  for (const rows of slices<'id', { id: string }>(db, 'SELECT id FROM people WHERE TRUE', 'id')) {
    db.transaction(() => {
      for (const { id } of rows) {
        if (!current.has(id)) db.run('DELETE FROM people WHERE id = :id', { id });
      }
      db.run(SUM_UP, { first: rows[0]?.id ?? '', last: rows.at(-1)?.id ?? '' });
    });
    yield;
  }
}

type OwnedModel = ModelRow & { personId: string | null };
type Flagged<T> = Omit<T, 'gone'> & { gone: number };

const MEMBERS = `SELECT id, email, name, status, team_id AS teamId, model_id AS modelId,
    model_status AS modelStatus, joined_at AS joinedAt, gone_at IS NOT NULL AS gone
  FROM members WHERE (gone_at IS NOT NULL) = :gone`;

const MODELS = `SELECT id, email, title, status, team_id AS teamId, created_at AS createdAt,
    gone_at IS NOT NULL AS gone, person_id AS personId
  FROM models WHERE TRUE`;

const INVITES = `SELECT email, status, team_id AS teamId, model_id AS modelId,
    created_at AS createdAt, gone_at IS NOT NULL AS gone
  FROM invites WHERE TRUE`;

/** The rows of `select`, which ends in a condition, in the order of their `key` and some at a time. */
function* slices<K extends string, T extends Record<K, string>>(
  db: Database,
  select: string,
  key: K,
  params: Params = {},
): Generator<T[]> {
  const sql = `${select} AND ${key} > :after ORDER BY ${key} LIMIT ${AT_A_TIME}`;
  for (let after = ''; ; ) {
    const rows = db.all<T>(sql, { ...params, after });
    if (rows.length > 0) yield rows;
    if (rows.length < AT_A_TIME) return;
    after = rows.at(-1)?.[key] ?? '';
  }
}

function* chunks<T>(items: Iterable<T>): Generator<T[]> {
  let some: T[] = [];
  for (const item of items) {
    some.push(item);
    if (some.length < AT_A_TIME) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

const SUM_UP = `UPDATE people SET photo_count = sums.photos, stored_count = sums.stored
  FROM (SELECT people.id AS id, COALESCE(SUM(models.photo_count), 0) AS photos,
          COALESCE(SUM(models.stored_count), 0) AS stored
        FROM people LEFT JOIN models ON models.person_id = people.id
        WHERE people.id BETWEEN :first AND :last GROUP BY people.id) AS sums
  WHERE people.id = sums.id
    AND (people.photo_count, people.stored_count) IS NOT (sums.photos, sums.stored)`;

const KNOWN_PERSON = `SELECT id, member_id AS memberId, name, email, team_id AS teamId, lifecycle,
    joined_at AS joinedAt, sort_key AS sortKey, search_key AS searchKey
  FROM people WHERE id = :id`;

function writePeople(
  db: Database,
  people: readonly JoinedPerson[],
  owners: ReadonlyMap<string, string | null>,
): void {
  db.transaction(() => {
    for (const { modelIds, ...person } of people) {
      const known = db.get<PersonColumns>(KNOWN_PERSON, { id: person.id });
      if (!isSame(person, known)) db.run(UPSERT_PERSON, { ...person });
      for (const modelId of modelIds) {
        if (owners.get(modelId) === person.id) continue;
        const params = { personId: person.id, modelId };
        db.run('UPDATE models SET person_id = :personId WHERE id = :modelId', params);
      }
    }
  });
}

type PersonColumns = Omit<JoinedPerson, 'modelIds'>;

const UPSERT_PERSON = `INSERT INTO people
    (id, member_id, name, email, team_id, lifecycle, joined_at, sort_key, search_key)
  VALUES (:id, :memberId, :name, :email, :teamId, :lifecycle, :joinedAt, :sortKey, :searchKey)
  ON CONFLICT (id) DO UPDATE SET member_id = excluded.member_id, name = excluded.name,
    email = excluded.email, team_id = excluded.team_id, lifecycle = excluded.lifecycle,
    joined_at = excluded.joined_at, sort_key = excluded.sort_key, search_key = excluded.search_key`;

function isSame(person: PersonColumns, known: PersonColumns | undefined): boolean {
  if (!known) return false;
  return (Object.keys(person) as (keyof PersonColumns)[]).every(
    (key) => person[key] === known[key],
  );
}

/** Photos of one model that are at HeadshotPro and not here, because somebody removed them from this disk. */
const REMOVED = `SELECT COUNT(*) FROM photos
  WHERE photos.model_id = :modelId AND status <> 'deleted' AND gone_at IS NULL
    AND photos.id IN (SELECT photo_id FROM files
      WHERE state = 'removed' AND model_id = :modelId AND variant <> 'thumbnail')`;

const STORED_IN_FULL_SIZE = `SELECT 1 FROM files
  WHERE files.model_id = photos.model_id AND files.photo_id = photos.id
    AND files.state = 'stored' AND files.variant <> 'thumbnail'`;

/**
 * Recounts one model's photos and files, and its person's; to be called where either changes.
 * A photo counts while HeadshotPro has it or while we do, so stored is never more than all.
 */
export function recountModel(db: Database, modelId: string): void {
  db.run(
    `UPDATE models SET
       photo_count = (SELECT COUNT(*) FROM photos
                      WHERE model_id = :modelId
                        AND ((status <> 'deleted' AND gone_at IS NULL)
                             OR EXISTS (${STORED_IN_FULL_SIZE}))),
       stored_count = (SELECT COUNT(*) FROM photos
                       WHERE model_id = :modelId AND EXISTS (${STORED_IN_FULL_SIZE})),
       removed_count = (${REMOVED} AND NOT EXISTS (${STORED_IN_FULL_SIZE})),
       stored_bytes = (SELECT COALESCE(SUM(size_bytes), 0) FROM files
                       WHERE model_id = :modelId AND state = 'stored')
     WHERE id = :modelId`,
    { modelId },
  );
  db.run(
    `UPDATE people SET
       photo_count = (SELECT SUM(photo_count) FROM models WHERE person_id = people.id),
       stored_count = (SELECT SUM(stored_count) FROM models WHERE person_id = people.id)
     WHERE id = (SELECT person_id FROM models WHERE id = :modelId)`,
    { modelId },
  );
}

function flag<T extends { gone: number }>(row: T): Omit<T, 'gone'> & { gone: boolean } {
  // Not a copy of each of many thousands.
  return Object.assign(row, { gone: row.gone === 1 });
}
