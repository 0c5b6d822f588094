import type { PhotoKey } from '#shared/contract.ts';
import type { PhotoMark } from '#shared/window.ts';
import type { Database } from './database.ts';

/** Sets somebody's own marks on photos; what `mark` leaves out stays as it is. */
export function markPhotos(
  db: Database,
  photos: readonly PhotoKey[],
  mark: Partial<PhotoMark>,
): void {
  const { pick, stars } = mark;
  db.transaction(() => {
    for (const { modelId, photoId } of photos) {
      db.run(
        `INSERT INTO marks (model_id, photo_id, pick, stars) VALUES (:modelId, :photoId, :pick, :stars)
         ON CONFLICT (model_id, photo_id) DO UPDATE SET
           pick = CASE WHEN :setPick THEN excluded.pick ELSE pick END,
           stars = CASE WHEN :setStars THEN excluded.stars ELSE stars END`,
        {
          modelId,
          photoId,
          pick: pick ?? null,
          stars: stars ?? 0,
          setPick: pick === undefined ? 0 : 1,
          setStars: stars === undefined ? 0 : 1,
        },
      );
      db.run(
        `DELETE FROM marks WHERE model_id = :modelId AND photo_id = :photoId
           AND pick IS NULL AND stars = 0`,
        { modelId, photoId },
      );
    }
  });
}

/** The marks on a person's photos, by `markKey`. */
export function marksOfPerson(db: Database, personId: string): Map<string, PhotoMark> {
  const rows = db.all<PhotoMark & PhotoKey>(
    `SELECT marks.model_id AS modelId, photo_id AS photoId, pick, stars
     FROM models JOIN marks ON marks.model_id = models.id WHERE models.person_id = :personId`,
    { personId },
  );
  return new Map(rows.map(({ pick, stars, ...key }) => [markKey(key), { pick, stars }]));
}

/** A photo as a key of a map. */
export function markKey({ modelId, photoId }: PhotoKey): string {
  return JSON.stringify([modelId, photoId]);
}
