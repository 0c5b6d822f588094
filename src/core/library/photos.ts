import type { Variant } from '#shared/domain.ts';
import type { LibraryPhoto } from '#shared/library.ts';
import type { Database } from './database.ts';

/** All photos of a person, newest shoot first, in a shoot the favorite first. */
export function photosOfPerson(db: Database, personId: string): LibraryPhoto[] {
  const rows = db.all<
    Omit<LibraryPhoto, 'favorite' | 'gone' | 'stored'> & {
      favorite: number;
      gone: number;
      stored: string;
    }
  >(
    `SELECT photos.model_id AS modelId, photos.id AS photoId, liked_status AS likedStatus,
       favorites.photo_id IS NOT NULL AS favorite, photos.created_at AS createdAt,
       photos.gone_at IS NOT NULL AS gone,
       (SELECT json_group_array(variant) FROM files
        WHERE files.model_id = photos.model_id AND files.photo_id = photos.id
          AND files.state = 'stored') AS stored
     FROM models JOIN photos ON photos.model_id = models.id
     LEFT JOIN favorites ON favorites.model_id = photos.model_id AND favorites.photo_id = photos.id
     WHERE models.person_id = :personId
     ORDER BY COALESCE(models.finished_at, models.created_at) DESC, models.id,
       favorites.photo_id IS NULL, photos.created_at, photos.id`,
    { personId },
  );
  return rows.map((row) => ({
    ...row,
    favorite: row.favorite === 1,
    gone: row.gone === 1,
    stored: JSON.parse(row.stored) as Variant[],
  }));
}
