import type {
  FavoritePhoto,
  Invite,
  Member,
  Model,
  Organization,
  Photo,
  Team,
} from '#shared/domain.ts';
import { AppError } from '#shared/errors.ts';
import type { Database } from './database.ts';
import { recountModel } from './people-index.ts';
import { emailKey, foldText } from './text-keys.ts';

/** The lists that are swept for what is gone once they were read to their end. */
export type SweptList = 'teams' | 'members' | 'invites';

/** What was known of a model when its photos were last listed, against what upstream says now. */
export interface ListingState {
  modelId: string;
  finishedAt: string | null;
  listedAt: string | null;
  listedFinishedAt: string | null;
  /** The count upstream gave when the photos were last listed; null where it gave none. */
  listedPhotoCount: number | null;
  /** The count upstream gives now; null where it gives none. */
  upstreamPhotoCount: number | null;
  favoriteKnown: boolean;
}

/** Writes what the API says into the catalogue. Nothing is ever deleted: the gone are marked. */
export type Mirror = ReturnType<typeof createMirror>;

export function createMirror(db: Database, now: () => string) {
  let pass = 0;

  return {
    /**
     * Starts a pass: what it does not see can be swept afterwards. `other_organization` when the
     * library belongs to another one: two are never mixed.
     */
    begin(organization: Organization): void {
      const owner = db.get<{ uid: string }>('SELECT uid FROM organization')?.uid;
      if (owner !== undefined && owner !== organization.uid) {
        throw new AppError(
          'other_organization',
          'This key belongs to another organization than the library. Nothing was changed.',
        );
      }
      db.run(
        `INSERT INTO organization (uid, name, website, sync_pass) VALUES (:uid, :name, :website, 1)
         ON CONFLICT (uid) DO UPDATE SET name = :name, website = :website, sync_pass = sync_pass + 1`,
        { uid: organization.uid, name: organization.name, website: organization.website },
      );
      pass = db.get<{ pass: number }>('SELECT sync_pass AS pass FROM organization')?.pass ?? 1;
    },

    credits(credits: number): void {
      db.run('UPDATE organization SET credits = :credits', { credits });
    },

    /** Marks the pass as complete. */
    end(): void {
      db.run('UPDATE organization SET synced_at = :now', { now: now() });
    },

    teams(teams: readonly Team[]): void {
      db.transaction(() => {
        for (const { id, name } of teams) {
          db.run(
            `INSERT INTO teams (id, name, sort_key, seen_pass) VALUES (:id, :name, :sortKey, :pass)
             ON CONFLICT (id) DO UPDATE SET name = :name, sort_key = :sortKey, seen_pass = :pass,
               gone_at = NULL`,
            { id, name, sortKey: foldText(name), pass },
          );
        }
      });
    },

    members(members: readonly Member[]): void {
      db.transaction(() => {
        for (const member of members) {
          // The lists of accepted and finished members leave out the status and some fields:
          // what one list does not say must not wipe out what another said.
          db.run(
            `INSERT INTO members (id, email, name, status, team_id, model_id, model_status, joined_at,
               photo_count, seen_pass)
             VALUES (:id, :email, :name, :status, :teamId, :modelId, :modelStatus, :joinedAt,
               :photoCount, :pass)
             ON CONFLICT (id) DO UPDATE SET email = :email, name = :name,
               status = COALESCE(:status, status), team_id = :teamId,
               model_id = COALESCE(:modelId, CASE WHEN seen_pass = :pass THEN model_id END),
               model_status = COALESCE(:modelStatus, CASE WHEN seen_pass = :pass THEN model_status END),
               joined_at = COALESCE(:joinedAt, joined_at),
               photo_count = COALESCE(:photoCount, CASE WHEN seen_pass = :pass THEN photo_count END),
               seen_pass = :pass, gone_at = NULL`,
            {
              id: member.id,
              email: member.email,
              name: member.name,
              status: member.status,
              teamId: member.teamId,
              modelId: member.modelId,
              modelStatus: member.modelStatus,
              joinedAt: member.joinedAt,
              photoCount: member.photoCount,
              pass,
            },
          );
        }
      });
    },

    invites(invites: readonly Invite[]): void {
      db.transaction(() => {
        for (const invite of invites) {
          db.run(
            `INSERT INTO invites (email, status, team_id, model_id, created_at, seen_pass)
             VALUES (:email, :status, :teamId, :modelId, :createdAt, :pass)
             ON CONFLICT (email) DO UPDATE SET status = :status, team_id = :teamId,
               model_id = :modelId, created_at = :createdAt, seen_pass = :pass, gone_at = NULL`,
            {
              email: emailKey(invite.email) ?? invite.email,
              status: invite.status,
              teamId: invite.teamId,
              modelId: invite.modelId,
              createdAt: invite.createdAt,
              pass,
            },
          );
        }
      });
    },

    models(models: readonly Model[]): void {
      db.transaction(() => {
        for (const model of models) {
          db.run(
            `INSERT INTO models (id, uid, email, title, status, team_id, is_development, created_at,
               finished_at, seen_pass)
             VALUES (:id, :uid, :email, :title, :status, :teamId, :isDevelopment, :createdAt,
               :finishedAt, :pass)
             ON CONFLICT (id) DO UPDATE SET uid = :uid, email = :email, title = :title,
               status = :status, team_id = :teamId, is_development = :isDevelopment,
               created_at = :createdAt, finished_at = :finishedAt, seen_pass = :pass, gone_at = NULL`,
            {
              id: model.id,
              uid: model.uid,
              email: model.email,
              title: model.title,
              status: model.status,
              teamId: model.teamId,
              isDevelopment: model.isDevelopment ? 1 : 0,
              createdAt: model.createdAt,
              finishedAt: model.finishedAt,
              pass,
            },
          );
        }
      });
    },

    /** Marks what a list that was read to its end did not contain. */
    sweep(list: SweptList): void {
      db.run(`UPDATE ${list} SET gone_at = :now WHERE seen_pass < :pass AND gone_at IS NULL`, {
        now: now(),
        pass,
      });
    },

    /** Active models of the last pass that this one did not see: to be asked for one by one. */
    unseenModels(): string[] {
      return db
        .all<{ id: string }>(
          `SELECT id FROM models WHERE seen_pass < :pass AND gone_at IS NULL AND status = 'active'
           ORDER BY id`,
          { pass },
        )
        .map((row) => row.id);
    },

    /** Marks a model, and with it its photos, as gone upstream. */
    modelGone(modelId: string): void {
      db.transaction(() => {
        const params = { modelId, now: now() };
        db.run('UPDATE models SET gone_at = :now WHERE id = :modelId AND gone_at IS NULL', params);
        db.run(
          'UPDATE photos SET gone_at = :now WHERE model_id = :modelId AND gone_at IS NULL',
          params,
        );
        recountModel(db, modelId);
      });
    },

    /** Takes in a complete listing of one model's photos; what it lacks is marked as gone. */
    photos(modelId: string, photos: readonly Photo[], upstreamPhotoCount: number | null): void {
      db.transaction(() => {
        const listed = new Set(photos.map((photo) => photo.id));
        for (const photo of photos) upsertPhoto(db, photo);
        for (const { id } of db.all<{ id: string }>(
          'SELECT id FROM photos WHERE model_id = :modelId AND gone_at IS NULL',
          { modelId },
        )) {
          if (!listed.has(id)) markPhotoGone(db, modelId, id, now());
        }
        db.run(
          `UPDATE models SET listed_at = :now, listed_finished_at = finished_at,
             listed_photo_count = :upstreamPhotoCount WHERE id = :modelId`,
          { modelId, now: now(), upstreamPhotoCount },
        );
        recountModel(db, modelId);
      });
    },

    /** Marks one photo as gone upstream: its local files stay. */
    photoGone(modelId: string, photoId: string): void {
      db.transaction(() => {
        markPhotoGone(db, modelId, photoId, now());
        recountModel(db, modelId);
      });
    },

    /** Remembers that the API offers a photo in one size only, so that the other is not missed. */
    onlyVariant(modelId: string, photoId: string, variant: string): void {
      db.run(
        `UPDATE photos SET only_variant = :variant
         WHERE model_id = :modelId AND id = :photoId AND only_variant IS NOT :variant`,
        { modelId, photoId, variant },
      );
    },

    /**
     * Takes in chosen photos, with the photos themselves. One without a model id is joined by its
     * photo id, else by its person where that person has one model; the rest comes back unplaced.
     */
    favorites(favorites: readonly FavoritePhoto[]): FavoritePhoto[] {
      const unplaced: FavoritePhoto[] = [];
      db.transaction(() => {
        for (const favorite of favorites) {
          const { photo, person } = favorite;
          const modelId = photo.modelId ?? modelOfFavorite(db, photo.id, person);
          if (modelId === null) {
            unplaced.push(favorite);
            continue;
          }
          upsertPhoto(db, { ...photo, modelId }, { keepRating: photo.likedStatus === 'none' });
          db.run(
            `INSERT INTO favorites (model_id, photo_id, seen_pass) VALUES (:modelId, :photoId, :pass)
             ON CONFLICT (model_id) DO UPDATE SET photo_id = :photoId, seen_pass = :pass`,
            { modelId, photoId: photo.id, pass },
          );
          recountModel(db, modelId);
        }
      });
      return unplaced;
    },

    /** The active models that may own a favorite that names no model: its person's, else all. */
    candidateModels(favorite: FavoritePhoto): string[] {
      const { id, email } = favorite.person;
      const params = { memberId: id, key: emailKey(email) };
      const own = db.all<{ id: string }>(MODELS_OF_PERSON, params);
      const found =
        own.length > 0
          ? own
          : db.all<{ id: string }>(
              `SELECT id FROM models WHERE status = 'active' AND gone_at IS NULL`,
            );
      return found.map((row) => row.id);
    },

    /** Forgets the favorites that a complete list of them did not contain. */
    sweepFavorites(): void {
      db.run('DELETE FROM favorites WHERE seen_pass < :pass', { pass });
    },

    /** The active models with what is known of their photos, to decide which to list again. */
    listingStates(): ListingState[] {
      return db
        .all<Omit<ListingState, 'favoriteKnown'> & { favoriteKnown: number }>(
          `SELECT models.id AS modelId, models.finished_at AS finishedAt, listed_at AS listedAt,
             listed_finished_at AS listedFinishedAt, listed_photo_count AS listedPhotoCount,
             (SELECT members.photo_count FROM members
              WHERE members.model_id = models.id AND members.gone_at IS NULL) AS upstreamPhotoCount,
             NOT EXISTS (SELECT 1 FROM favorites LEFT JOIN photos
                ON photos.model_id = favorites.model_id AND photos.id = favorites.photo_id
                AND photos.gone_at IS NULL
              WHERE favorites.model_id = models.id AND photos.id IS NULL) AS favoriteKnown
           FROM models WHERE status = 'active' AND gone_at IS NULL ORDER BY models.id`,
        )
        .map((row) => ({ ...row, favoriteKnown: row.favoriteKnown === 1 }));
    },
  };
}

/** `keepRating`: the list of favorites may leave the rating out, which must not wipe out a known one. */
function upsertPhoto(db: Database, photo: Photo, { keepRating = false } = {}): void {
  db.run(
    `INSERT INTO photos (model_id, id, status, liked_status, created_at)
     VALUES (:modelId, :id, :status, :likedStatus, :createdAt)
     ON CONFLICT (model_id, id) DO UPDATE SET status = :status,
       liked_status = CASE WHEN :keepRating THEN liked_status ELSE :likedStatus END,
       created_at = COALESCE(:createdAt, created_at), gone_at = NULL`,
    {
      modelId: photo.modelId,
      id: photo.id,
      status: photo.status,
      likedStatus: photo.likedStatus,
      createdAt: photo.createdAt,
      keepRating: keepRating ? 1 : 0,
    },
  );
}

function markPhotoGone(db: Database, modelId: string, photoId: string, now: string): void {
  db.run(
    `UPDATE photos SET gone_at = :now
     WHERE model_id = :modelId AND id = :photoId AND gone_at IS NULL`,
    { modelId, photoId, now },
  );
}

const MODELS_OF_PERSON = `
  SELECT DISTINCT models.id AS id FROM models
  LEFT JOIN members ON members.model_id = models.id
  WHERE models.status = 'active' AND models.gone_at IS NULL
    AND (members.id = :memberId
      OR lower(trim(models.email)) = :key OR lower(trim(members.email)) = :key)`;

function modelOfFavorite(
  db: Database,
  photoId: string,
  person: FavoritePhoto['person'],
): string | null {
  const byPhoto = db.all<{ id: string }>(
    'SELECT model_id AS id FROM photos WHERE id = :photoId LIMIT 2',
    { photoId },
  );
  if (byPhoto.length === 1) return byPhoto[0]?.id ?? null;
  const byPerson = db.all<{ id: string }>(MODELS_OF_PERSON, {
    memberId: person.id,
    key: emailKey(person.email),
  });
  return byPerson.length === 1 ? (byPerson[0]?.id ?? null) : null;
}
