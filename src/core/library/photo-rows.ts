import type { Model, Photo } from '#shared/domain.ts';
import type { Database } from './database.ts';
import { replaceModelStandIn, replacePhotoStandIn } from './stand-ins.ts';

/** Takes in a model as HeadshotPro has it now. */
export function upsertModel(db: Database, model: Model, pass: number): void {
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

/** Marks a photo as gone upstream, `now` in ISO 8601. */
export function markPhotoGone(db: Database, modelId: string, photoId: string, now: string): void {
  db.run(
    `UPDATE photos SET gone_at = :now
     WHERE model_id = :modelId AND id = :photoId AND gone_at IS NULL`,
    { modelId, photoId, now },
  );
}
