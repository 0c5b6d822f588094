import type { FavoritePhoto } from '#shared/domain.ts';
import type { Database } from './database.ts';
import { MAY_HAVE_PHOTOS } from './listing-states.ts';
import type { MirrorPorts } from './mirror-ports.ts';
import { recountModel } from './people-index.ts';
import { outdateListing, upsertPhoto } from './photo-rows.ts';
import { emailKey } from './text-keys.ts';

/** The part of the mirror that is about chosen photos. Needs the people to be indexed. */
export function mirrorFavorites({ db, pass }: MirrorPorts) {
  return {
    /**
     * Takes in chosen photos, with the photos themselves. One without a model id is joined by its
     * photo id, else by its person where that person has one model; the rest comes back unplaced.
     * A chosen photo we have never seen means that its model's list is out of date.
     */
    favorites(favorites: readonly FavoritePhoto[]): FavoritePhoto[] {
      let modelsOf: ModelsOf | null = null;
      const modelOf = (person: FavoritePhoto['person']) => {
        modelsOf ??= modelsByPerson(db);
        return only(modelsOf(person));
      };
      const unplaced: FavoritePhoto[] = [];
      db.transaction(() => {
        for (const favorite of favorites) {
          const { photo, person } = favorite;
          const modelId = photo.modelId ?? modelOfPhoto(db, photo.id) ?? modelOf(person);
          if (modelId === null) {
            unplaced.push(favorite);
            continue;
          }
          if (!isKnown(db, modelId, photo.id)) outdateListing(db, modelId);
          const keepRating = photo.likedStatus === 'none';
          const changed = upsertPhoto(db, { ...photo, modelId }, { keepRating });
          db.run(
            `INSERT INTO favorites (model_id, photo_id, seen_pass) VALUES (:modelId, :photoId, :pass)
             ON CONFLICT (model_id) DO UPDATE SET photo_id = :photoId, seen_pass = :pass`,
            { modelId, photoId: photo.id, pass: pass() },
          );
          if (changed) recountModel(db, modelId);
        }
      });
      return unplaced;
    },

    /** Takes in that a model has no chosen photo. */
    noFavorite(modelId: string): void {
      db.run('DELETE FROM favorites WHERE model_id = :modelId', { modelId });
    },

    /**
     * The models that may own favorites that name none: their persons', else all; without those
     * whose favorite this pass has placed already.
     */
    candidateModels(favorites: readonly FavoritePhoto[]): Set<string> {
      if (favorites.length === 0) return new Set();
      const modelsOf = modelsByPerson(db);
      const open = new Set(
        db
          .all<{ id: string }>(
            `SELECT id FROM models WHERE ${MAY_HAVE_PHOTOS} AND NOT EXISTS (SELECT 1 FROM favorites
               WHERE favorites.model_id = models.id AND seen_pass = :pass)`,
            { pass: pass() },
          )
          .map(({ id }) => id),
      );
      const owners = favorites.map(({ person }) => modelsOf(person));
      if (owners.some((models) => models.size === 0)) return open;
      return open.intersection(new Set(owners.flatMap((models) => [...models])));
    },

    /** Forgets the favorites that a complete list of them did not contain. */
    sweepFavorites(): void {
      db.run('DELETE FROM favorites WHERE seen_pass < :pass', { pass: pass() });
    },
  };
}

interface OwnedModel {
  id: string;
  memberId: string | null;
  email: string | null;
  modelEmail: string | null;
}

type ModelsOf = (person: FavoritePhoto['person']) => Set<string>;

/** Which models are whose, by member id and by e-mail. */
function modelsByPerson(db: Database): ModelsOf {
  const byKey = new Map<string, Set<string>>();
  const none = new Set<string>();
  const keysOf = (memberId: string | null, ...emails: (string | null)[]) => [
    ...(memberId === null ? [] : [`member ${memberId}`]),
    ...emails.flatMap((email) => emailKey(email) ?? []),
  ];
  for (const row of db.all<OwnedModel>(
    `SELECT models.id, people.member_id AS memberId, people.email, models.email AS modelEmail
     FROM models LEFT JOIN people ON people.id = models.person_id WHERE ${MAY_HAVE_PHOTOS}`,
  )) {
    for (const key of keysOf(row.memberId, row.email, row.modelEmail)) {
      byKey.set(key, (byKey.get(key) ?? new Set()).add(row.id));
    }
  }
  return ({ id, email }) => {
    const key = keysOf(id, email).find((each) => byKey.has(each));
    return (key !== undefined && byKey.get(key)) || none;
  };
}

function only(models: Set<string>): string | null {
  return models.size === 1 ? ([...models][0] ?? null) : null;
}

/** The model that has the photo, where just one does. */
function modelOfPhoto(db: Database, photoId: string): string | null {
  const owners = db.all<{ id: string }>(
    'SELECT model_id AS id FROM photos WHERE id = :photoId LIMIT 2',
    { photoId },
  );
  return owners.length === 1 ? (owners[0]?.id ?? null) : null;
}

function isKnown(db: Database, modelId: string, photoId: string): boolean {
  const key = { modelId, photoId };
  return (
    db.get('SELECT 1 FROM photos WHERE model_id = :modelId AND id = :photoId', key) !== undefined
  );
}
