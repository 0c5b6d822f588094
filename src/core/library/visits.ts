import type { Database } from './database.ts';

/** Marks every photo there is as seen: "new" means since this moment. */
export function markVisited(db: Database): void {
  db.run(
    `INSERT INTO seen_models (model_id, photo_count) SELECT id, photo_count FROM models WHERE TRUE
     ON CONFLICT (model_id) DO UPDATE SET photo_count = excluded.photo_count
     WHERE photo_count <> excluded.photo_count`,
  );
}

/**
 * A condition over `people`: a shoot has more photos than at the last visit. Before the first
 * visit nobody is new.
 */
export const HAS_NEW_PHOTOS = `(EXISTS (SELECT 1 FROM seen_models)
  AND EXISTS (SELECT 1 FROM models LEFT JOIN seen_models ON seen_models.model_id = models.id
    WHERE models.person_id = people.id
      AND models.photo_count > COALESCE(seen_models.photo_count, 0)))`;
