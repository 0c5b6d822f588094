import type { PersonRow } from '#shared/window.ts';
import type { Database } from './database.ts';
import type { FoundPerson } from './people-query.ts';
import { HAS_NEW_PHOTOS } from './visits.ts';

interface CoverRow {
  modelId: string;
  photoId: string;
  stored: number;
}

const STORED = `EXISTS (SELECT 1 FROM files WHERE files.model_id = photos.model_id
  AND files.photo_id = photos.id AND files.state = 'stored' AND files.variant <> 'thumbnail')`;

/** The first of some photos to look at: loved, liked, then of the newest shoot. */
const firstOf = (photos: string) => `SELECT photos.model_id AS modelId, photos.id AS photoId,
    ${STORED} AS stored
  FROM models ${photos}
  WHERE models.person_id = :personId
    AND ((photos.gone_at IS NULL AND photos.status <> 'deleted') OR ${STORED})
  ORDER BY CASE liked_status WHEN 'loved' THEN 0 WHEN 'liked' THEN 1 ELSE 2 END,
    COALESCE(models.finished_at, models.created_at) DESC, models.id, photos.created_at, photos.id
  LIMIT 1`;

/** Most people have a favorite: then their other photos need not even be looked at. */
const FAVORITE_COVER = firstOf(`JOIN favorites ON favorites.model_id = models.id
  JOIN photos ON photos.model_id = models.id AND photos.id = favorites.photo_id`);
const OTHER_COVER = firstOf('JOIN photos ON photos.model_id = models.id');

const FACTS = `SELECT ${HAS_NEW_PHOTOS} AS isNew,
    EXISTS (SELECT 1 FROM models JOIN favorites ON favorites.model_id = models.id
      WHERE models.person_id = people.id) AS hasFavorite,
    (SELECT COUNT(*) FROM models JOIN marks ON marks.model_id = models.id
     WHERE models.person_id = people.id AND marks.pick = 'pick') AS pickCount
  FROM people WHERE id = :personId`;

/** People of a page with the cover and the marks that the grid and the list show. */
export function toPersonRows(db: Database, people: readonly FoundPerson[]): PersonRow[] {
  return people.map((person) => {
    const key = { personId: person.id };
    const cover = db.get<CoverRow>(FAVORITE_COVER, key) ?? db.get<CoverRow>(OTHER_COVER, key);
    const facts = db.get<{ isNew: number; hasFavorite: number; pickCount: number }>(FACTS, key);
    return {
      ...person,
      cover: cover
        ? { modelId: cover.modelId, photoId: cover.photoId, stored: cover.stored === 1 }
        : null,
      hasFavorite: facts?.hasFavorite === 1,
      pickCount: facts?.pickCount ?? 0,
      isNew: facts?.isNew === 1,
    };
  });
}
