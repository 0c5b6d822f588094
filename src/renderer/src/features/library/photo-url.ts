import type { PhotoKey } from '#shared/contract.ts';

/** Where the window finds a person's cover: relative, so that every host can serve it. */
export function photoUrl({ modelId, photoId }: PhotoKey): string {
  return `photos/${encodeURIComponent(modelId)}/${encodeURIComponent(photoId)}?size=thumb`;
}
