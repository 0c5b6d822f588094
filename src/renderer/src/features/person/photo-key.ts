import type { PhotoKey } from '#shared/contract.ts';

/** A photo's key as one string, for sets and maps. */
export function keyOf({ modelId, photoId }: PhotoKey): string {
  return `${modelId}/${photoId}`;
}

/** Only what names a photo, ready to cross the bridge. */
export function plainKey({ modelId, photoId }: PhotoKey): PhotoKey {
  return { modelId, photoId };
}

/** Where the window finds a picture: `thumb` 320 px wide, `screen` within 1600 px, `full` the file. */
export function photoUrl(photo: PhotoKey, size: 'thumb' | 'screen' | 'full'): string {
  const { modelId, photoId } = photo;
  return `photos/${encodeURIComponent(modelId)}/${encodeURIComponent(photoId)}?size=${size}`;
}
