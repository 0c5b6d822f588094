import type { PhotoKey } from '#shared/contract.ts';

/** A photo's key as one string, for sets and maps. */
export function keyOf({ modelId, photoId }: PhotoKey): string {
  return `${modelId}/${photoId}`;
}

/** Only what names a photo, ready to cross the bridge. */
export function plainKey({ modelId, photoId }: PhotoKey): PhotoKey {
  return { modelId, photoId };
}
