import type { PhotoKey } from '#shared/contract.ts';

/**
 * Where the window finds a picture, relative so that every host can serve it: `thumb` is 320 px
 * wide, `screen` fits 1600 px, `full` is the file.
 */
export function photoUrl(
  { modelId, photoId }: PhotoKey,
  size: 'thumb' | 'screen' | 'full',
): string {
  return `photos/${encodeURIComponent(modelId)}/${encodeURIComponent(photoId)}?size=${size}`;
}
