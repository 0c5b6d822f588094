import type { Database } from './database.ts';
import { type InviteRow, joinPeople, type MemberRow, type ModelRow } from './people-join.ts';

type Flagged<T> = Omit<T, 'gone'> & { gone: number };

/** Brings the table of people up to date with members, models and invites, in one transaction. */
export function indexPeople(db: Database): void {
  db.transaction(() => {
    const members = db
      .all<Flagged<MemberRow>>(
        `SELECT id, email, name, status, team_id AS teamId, model_id AS modelId,
           model_status AS modelStatus, joined_at AS joinedAt, gone_at IS NOT NULL AS gone
         FROM members ORDER BY id`,
      )
      .map(flag);
    const models = db
      .all<Flagged<ModelRow>>(
        `SELECT id, email, title, status, team_id AS teamId, created_at AS createdAt,
           gone_at IS NOT NULL AS gone
         FROM models ORDER BY created_at, id`,
      )
      .map(flag);
    const invites = db
      .all<Flagged<InviteRow>>(
        `SELECT email, status, team_id AS teamId, model_id AS modelId, created_at AS createdAt,
           gone_at IS NOT NULL AS gone
         FROM invites ORDER BY email`,
      )
      .map(flag);
    const people = joinPeople(members, models, invites);
    db.run('CREATE TEMP TABLE IF NOT EXISTS current_people (id TEXT PRIMARY KEY)');
    db.run('DELETE FROM current_people');
    for (const person of people) {
      const { modelIds, ...columns } = person;
      db.run('INSERT OR IGNORE INTO current_people VALUES (:id)', { id: person.id });
      db.run(
        `INSERT INTO people (id, member_id, name, email, team_id, lifecycle, joined_at, sort_key, search_key)
         VALUES (:id, :memberId, :name, :email, :teamId, :lifecycle, :joinedAt, :sortKey, :searchKey)
         ON CONFLICT (id) DO UPDATE SET member_id = excluded.member_id, name = excluded.name,
           email = excluded.email, team_id = excluded.team_id, lifecycle = excluded.lifecycle,
           joined_at = excluded.joined_at, sort_key = excluded.sort_key,
           search_key = excluded.search_key
         WHERE (name, email, team_id, lifecycle, sort_key, search_key, joined_at, member_id) IS NOT
           (excluded.name, excluded.email, excluded.team_id, excluded.lifecycle, excluded.sort_key,
            excluded.search_key, excluded.joined_at, excluded.member_id)`,
        { ...columns },
      );
      for (const modelId of modelIds) {
        db.run(
          'UPDATE models SET person_id = :personId WHERE id = :modelId AND person_id IS NOT :personId',
          { personId: person.id, modelId },
        );
      }
    }
    db.run('DELETE FROM people WHERE id NOT IN (SELECT id FROM current_people)');
    db.run(
      `UPDATE people SET photo_count = sums.photos, stored_count = sums.stored
       FROM (SELECT people.id AS id, COALESCE(SUM(models.photo_count), 0) AS photos,
               COALESCE(SUM(models.stored_count), 0) AS stored
             FROM people LEFT JOIN models ON models.person_id = people.id GROUP BY people.id) AS sums
       WHERE people.id = sums.id
         AND (people.photo_count, people.stored_count) IS NOT (sums.photos, sums.stored)`,
    );
  });
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
  return { ...row, gone: row.gone === 1 };
}
