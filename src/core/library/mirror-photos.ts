import type { Model, Photo } from '#shared/domain.ts';
import { listingStates } from './listing-states.ts';
import type { MirrorPorts } from './mirror-ports.ts';
import { takeNamedTeams } from './mirror-teams.ts';
import { recountModel } from './people-index.ts';
import { markPhotoGone, outdateListing, upsertModel, upsertPhoto } from './photo-rows.ts';

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

    /** As {@link listingStates}, of this pass. */
    listingStates: () => listingStates(db, pass()),
  };
}
