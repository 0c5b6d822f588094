import { setImmediate } from 'node:timers/promises';
import type { Database } from './database.ts';
import {
  type InviteRow,
  type JoinedPerson,
  joinPeople,
  type MemberRow,
  type ModelRow,
} from './people-join.ts';

type Flagged<T> = Omit<T, 'gone'> & { gone: number };

/** People compared, and written where they differ, in one go. */
const PEOPLE_AT_A_TIME = 250;

/**
 * Brings the table of people up to date with members, models and invites, in one transaction. Writes
 * only what is different: after most syncs, nothing is.
 */
export function indexPeople(db: Database): void {
  db.transaction(() => indexing(db).forEach(() => {}));
}

/** The same, with other work in between: what is half done is no worse than what was there before. */
export async function indexPeopleInTurns(db: Database): Promise<void> {
  for (const _ of indexing(db)) await setImmediate();
}

/** Yields where other work may have its turn. */
function* indexing(db: Database): Generator<void> {
  const members = db.all<Flagged<MemberRow>>(MEMBERS).map(flag);
  yield;
  const models = db.all<Flagged<ModelRow> & { personId: string | null }>(MODELS).map(flag);
  yield;
  const invites = db.all<Flagged<InviteRow>>(INVITES).map(flag);
  const known = new Map(db.all<PersonColumns>(PEOPLE).map((person) => [person.id, person]));
  yield;
  const owners = new Map(models.map(({ id, personId }) => [id, personId]));
  const current = new Set<string>();
  let some: JoinedPerson[] = [];
  for (const person of joinPeople(members, models, invites)) {
    current.add(person.id);
    some.push(person);
    if (some.length < PEOPLE_AT_A_TIME) continue;
    writePeople(db, some, known, owners);
    some = [];
    yield;
  }
  writePeople(db, some, known, owners);
  yield;
  db.transaction(() => {
    for (const id of known.keys()) {
      if (!current.has(id)) db.run('DELETE FROM people WHERE id = :id', { id });
    }
    db.run(SUM_UP);
  });
}

const MEMBERS = `SELECT id, email, name, status, team_id AS teamId, model_id AS modelId,
    model_status AS modelStatus, joined_at AS joinedAt, gone_at IS NOT NULL AS gone
  FROM members ORDER BY id`;

const MODELS = `SELECT id, email, title, status, team_id AS teamId, created_at AS createdAt,
    gone_at IS NOT NULL AS gone, person_id AS personId
  FROM models ORDER BY created_at, id`;

const INVITES = `SELECT email, status, team_id AS teamId, model_id AS modelId,
    created_at AS createdAt, gone_at IS NOT NULL AS gone
  FROM invites ORDER BY email`;

const PEOPLE = `SELECT id, member_id AS memberId, name, email, team_id AS teamId, lifecycle,
    joined_at AS joinedAt, sort_key AS sortKey, search_key AS searchKey FROM people`;

const SUM_UP = `UPDATE people SET photo_count = sums.photos, stored_count = sums.stored
  FROM (SELECT people.id AS id, COALESCE(SUM(models.photo_count), 0) AS photos,
          COALESCE(SUM(models.stored_count), 0) AS stored
        FROM people LEFT JOIN models ON models.person_id = people.id GROUP BY people.id) AS sums
  WHERE people.id = sums.id
    AND (people.photo_count, people.stored_count) IS NOT (sums.photos, sums.stored)`;

function writePeople(
  db: Database,
  people: readonly JoinedPerson[],
  known: ReadonlyMap<string, PersonColumns>,
  owners: ReadonlyMap<string, string | null>,
): void {
  db.transaction(() => {
    for (const { modelIds, ...person } of people) {
      if (!isSame(person, known.get(person.id))) db.run(UPSERT_PERSON, { ...person });
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
