import type { PhotoLinks } from '#shared/domain.ts';

/** How many offered links are kept: about 20 MB of them. */
const MAX_OFFERED = 20_000;

/** Links that came with another reply, each sparing a batch call while it is fresh. Bounded. */
export interface OfferedLinks {
  put(modelId: string, links: PhotoLinks): void;
  get(modelId: string, photoId: string): PhotoLinks | undefined;
  drop(modelId: string, photoId: string): void;
}

export function createOfferedLinks(): OfferedLinks {
  const offered = new Map<string, PhotoLinks>();
  const key = (modelId: string, photoId: string) => JSON.stringify([modelId, photoId]);
  return {
    put: (modelId, links) => {
      const name = key(modelId, links.photoId);
      // Renewed where it was known, so that expired ones do not keep fresh ones out.
      if (offered.has(name) || offered.size < MAX_OFFERED) offered.set(name, links);
    },
    get: (modelId, photoId) => offered.get(key(modelId, photoId)),
    drop: (modelId, photoId) => void offered.delete(key(modelId, photoId)),
  };
}
