import type { PersonModel } from '#shared/library.ts';
import type { PersonDetail, PhotoRow } from '#shared/window.ts';

/** One shoot with its photos. */
export interface Shoot {
  model: PersonModel;
  /** From 1, the oldest shoot first: what it is called where it has no title. */
  number: number;
  photos: PhotoRow[];
}

/** The shoots that have photos: newest first, and in each the favorite first. */
export function shootsOf({ models, photos }: PersonDetail): Shoot[] {
  const ofModel = Map.groupBy(photos, ({ modelId }) => modelId);
  return models
    .map((model, index) => ({
      model,
      number: models.length - index,
      photos: (ofModel.get(model.id) ?? []).toSorted(
        (a, b) => Number(b.favorite) - Number(a.favorite),
      ),
    }))
    .filter((shoot) => shoot.photos.length > 0);
}
