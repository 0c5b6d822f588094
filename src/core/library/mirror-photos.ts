import type { Model, Photo } from '#shared/domain.ts';
import type { Database } from './database.ts';
import type { MirrorPorts } from './mirror-ports.ts';
import { takeNamedTeams } from './mirror-teams.ts';
import { recountModel } from './people-index.ts';
import { replaceModelStandIn, replacePhotoStandIn } from './stand-ins.ts';

/** What was known of a model when its photos were last listed, against what upstream says now. */
export interface ListingState {
  modelId: string;
  finishedAt: string | null;
  /** Null where they never were, or where the list is known to be out of date. */
  listedAt: string | null;
  listedFinishedAt: string | null;
  /** The count upstream gave when the photos were last listed; null where it gave none it kept to. */
  listedPhotoCount: number | null;
  /** The count upstream gives now; null where it gives none. */
  upstreamPhotoCount: number | null;
  /** Upstream gives a count now for the person, be it of another model. */
  isCounted: boolean;
  /** Whether the count is sure to be this model's alone. */
  isOwnCount: boolean;
  /** This pass has seen the model. */
  isSeen: boolean;
}

/**
 * A condition over `models`: photos may be there. Only a status known to mean otherwise rules a model
 * out, so that a status HeadshotPro adds one day hides nobody.
 */
export const MAY_HAVE_PHOTOS = `models.gone_at IS NULL AND models.status NOT IN ('onboarding',
  'waiting', 'pending', 'generatingHeadshots', 'generating', 'failed', 'deleted')`;

const STATES_AT_A_TIME = 500;

/** The part of the mirror that is about models and their photos. */
export function mirrorPhotos({ db, now, pass }: MirrorPorts) {
  const modelGone = (modelId: string): void => {
    db.transaction(() => {
      const params = { modelId, now: now() };
      db.run(
        `UPDATE models SET gone_at = :now, listed_at = NULL
         WHERE id = :modelId AND gone_at IS NULL`,
        params,
      );
      db.run(
        'UPDATE photos SET gone_at = :now WHERE model_id = :modelId AND gone_at IS NULL',
        params,
      );
      recountModel(db, modelId);
    });
  };

  return {
    /** Takes in models; one that is `deleted` upstream is marked as gone if it is known here. */
    models(models: readonly Model[]): void {
      db.transaction(() => {
        takeNamedTeams(
          db,
          models.filter(({ status }) => status !== 'deleted'),
          pass(),
        );
        for (const model of models) {
          if (model.status === 'deleted') modelGone(model.id);
          else upsertModel(db, model, pass());
        }
      });
    },

    /** Models this pass did not see although they were there before: to be asked for one by one. */
    unseenModels(): string[] {
      return db
        .all<{ id: string }>(
          'SELECT id FROM models WHERE seen_pass < :pass AND gone_at IS NULL ORDER BY id',
          { pass: pass() },
        )
        .map((row) => row.id);
    },

    /** Marks a model, and with it its photos, as gone upstream. */
    modelGone,

    /**
     * Takes in a complete listing of one model's photos; what it lacks is marked as gone. Without a
     * count that it bears out, the next count will differ, so that the photos are listed again.
     */
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
        outdateListing(db, modelId);
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
     * The models that may have photos, with what decides which to list again: some at a time, so that
     * other work can have its turn in between.
     */
    *listingStates(): Generator<ListingState[]> {
      for (let after = ''; ; ) {
        const states = listingStatesAfter(after);
        yield states;
        if (states.length < STATES_AT_A_TIME) return;
        after = states.at(-1)?.modelId ?? '';
      }
    },
  };

  function listingStatesAfter(after: string): ListingState[] {
    // The count belongs to the member's current model, where the list says which one that is.
    return db
      .table<ListingColumns>(
        `SELECT models.id, models.finished_at, listed_at, listed_finished_at, listed_photo_count,
             CASE WHEN members.model_id IS NULL OR members.model_id = models.id
               THEN members.photo_count END,
             members.photo_count IS NOT NULL,
             members.model_id IS NOT NULL OR NOT EXISTS (
               SELECT 1 FROM models AS others
               WHERE others.person_id = models.person_id AND others.id <> models.id),
             models.seen_pass = :pass
           FROM models LEFT JOIN people ON people.id = models.person_id
           LEFT JOIN members ON members.id = people.member_id AND members.seen_pass = :pass
           WHERE ${MAY_HAVE_PHOTOS} AND models.id > :after
           ORDER BY models.id LIMIT ${STATES_AT_A_TIME}`,
        { pass: pass(), after },
      )
      .map((row) => ({
        modelId: row[0],
        finishedAt: row[1],
        listedAt: row[2],
        listedFinishedAt: row[3],
        listedPhotoCount: row[4],
        upstreamPhotoCount: row[5],
        isCounted: row[6] === 1,
        isOwnCount: row[7] === 1,
        isSeen: row[8] === 1,
      }));
  }
}

type ListingColumns = [
  modelId: string,
  finishedAt: string | null,
  listedAt: string | null,
  listedFinishedAt: string | null,
  listedPhotoCount: number | null,
  upstreamPhotoCount: number | null,
  isCounted: number,
  isOwnCount: number,
  isSeen: number,
];

function upsertModel(db: Database, model: Model, pass: number): void {
  replaceModelStandIn(db, model.id);
  db.run(
    `INSERT INTO models (id, uid, email, title, status, team_id, is_development, created_at,
       finished_at, seen_pass)
     VALUES (:id, :uid, :email, :title, :status, :teamId, :isDevelopment, :createdAt,
       :finishedAt, :pass)
     ON CONFLICT (id) DO UPDATE SET uid = :uid, email = :email, title = :title,
       status = :status, team_id = :teamId, is_development = :isDevelopment,
       created_at = :createdAt, finished_at = :finishedAt, seen_pass = :pass, gone_at = NULL,
       listed_at = CASE WHEN status = :status THEN listed_at END`,
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

/**
 * Whether the photo is new, or another than it was. `keepRating`: a list that may leave the rating out
 * must not wipe out a known one.
 */
export function upsertPhoto(db: Database, photo: Photo, { keepRating = false } = {}): boolean {
  replacePhotoStandIn(db, photo);
  const changed = db.run(
    `INSERT INTO photos (model_id, id, status, liked_status, created_at)
     VALUES (:modelId, :id, :status, :likedStatus, :createdAt)
     ON CONFLICT (model_id, id) DO UPDATE SET status = :status,
       liked_status = CASE WHEN :keepRating THEN liked_status ELSE :likedStatus END,
       created_at = COALESCE(:createdAt, created_at), gone_at = NULL
     WHERE gone_at IS NOT NULL OR status <> :status
       OR created_at IS NOT COALESCE(:createdAt, created_at)
       OR (NOT :keepRating AND liked_status <> :likedStatus)`,
    {
      modelId: photo.modelId,
      id: photo.id,
      status: photo.status,
      likedStatus: photo.likedStatus,
      createdAt: photo.createdAt,
      keepRating: keepRating ? 1 : 0,
    },
  );
  return changed > 0;
}

/** Remembers that a model's photos are no longer what they were when they were listed. */
export function outdateListing(db: Database, modelId: string): void {
  db.run('UPDATE models SET listed_at = NULL WHERE id = :modelId', { modelId });
}

function markPhotoGone(db: Database, modelId: string, photoId: string, now: string): void {
  db.run(
    `UPDATE photos SET gone_at = :now
     WHERE model_id = :modelId AND id = :photoId AND gone_at IS NULL`,
    { modelId, photoId, now },
  );
}
