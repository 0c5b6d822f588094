import type { PhotoLinks } from '#shared/domain.ts';
import { AppError, isAppError } from '#shared/errors.ts';
import { BATCH_SIZE, type HeadshotProApi } from '../headshotpro/api.ts';

/** A lease that ends sooner than this is renewed before it is used: a download takes a moment. */
const MARGIN_MS = 60_000;

/** How many models' links are held at a time; far more than are ever downloaded at once. */
const MAX_MODELS = 64;

/** How many offered links are kept: about 20 MB of them. */
const MAX_OFFERED = 20_000;

/** Signed links on loan, in memory only: one call per model serves all its photos until they expire. */
export interface LinkLeases {
  /**
   * The links of one photo, fresh enough to use. Everybody who waits for the same model shares one
   * batch call. `photo_gone` when HeadshotPro offers the photo no longer.
   */
  lease(modelId: string, photoId: string): Promise<PhotoLinks>;
  /** Fresh links after the photo host refused `stale`; again one call for all who wait. */
  renew(modelId: string, photoId: string, stale: PhotoLinks): Promise<PhotoLinks>;
  /** The links as the photo list gives them: the last word on which variants exist. */
  confirm(modelId: string, photoId: string): Promise<PhotoLinks>;
}

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
      if (offered.size < MAX_OFFERED) offered.set(key(modelId, links.photoId), links);
    },
    get: (modelId, photoId) => offered.get(key(modelId, photoId)),
    drop: (modelId, photoId) => void offered.delete(key(modelId, photoId)),
  };
}

interface ModelLinks {
  links: Map<string, PhotoLinks>;
  renewing: Promise<void> | null;
  /** The list was asked for these links: asking again would say the same. */
  listed: boolean;
}

export function createLinkLeases(options: {
  api: Pick<HeadshotProApi, 'photos'>;
  /** The server's time, ms since 1970. */
  serverNow: () => number;
  /** The photos of a model that will be wanted soon, the next first. */
  wantedPhotos: (modelId: string) => string[];
  offered: OfferedLinks;
  signal?: AbortSignal;
}): LinkLeases {
  const { api, serverNow, wantedPhotos, offered, signal } = options;
  const call = signal ? { signal } : {};
  const models = new Map<string, ModelLinks>();

  const ofModel = (modelId: string): ModelLinks => {
    const known = models.get(modelId) ?? { links: new Map(), renewing: null, listed: false };
    // Re-inserting keeps the least recently used model first, where it is dropped.
    models.delete(modelId);
    models.set(modelId, known);
    if (models.size > MAX_MODELS) {
      for (const [id, { renewing }] of models) {
        if (renewing) continue;
        models.delete(id);
        break;
      }
    }
    return known;
  };

  const fetchList = async (modelId: string, model: ModelLinks): Promise<void> => {
    const listed = new Map<string, PhotoLinks>();
    for await (const { links } of api.photos.list(modelId, { include: 'all' }, call)) {
      listed.set(links.photoId, links);
    }
    model.links = listed;
    model.listed = true;
  };

  const fetchBatch = async (modelId: string, photoId: string, model: ModelLinks): Promise<void> => {
    const others = wantedPhotos(modelId).filter((id) => id !== photoId);
    const ids = [photoId, ...others].slice(0, BATCH_SIZE);
    try {
      for (const links of await api.photos.batchDownload(modelId, ids, call)) {
        model.links.set(links.photoId, links);
      }
      model.listed = false;
    } catch (error) {
      if (!isAppError(error, 'api_not_understood')) throw error;
    }
    // A reply that cannot be used, or that leaves out a photo, is settled by the list.
    if (!model.links.has(photoId)) await fetchList(modelId, model);
  };

  /** One fetch at a time for a model; its failure is everybody's who waits for it. */
  const fetchOnce = (model: ModelLinks, fetch: () => Promise<void>): Promise<void> => {
    model.renewing ??= fetch()
      .catch((error: unknown) => {
        throw isAppError(error, 'not_found') ? goneError() : error;
      })
      .finally(() => {
        model.renewing = null;
      });
    return model.renewing;
  };

  const fresh = (links: PhotoLinks | undefined): links is PhotoLinks =>
    links !== undefined && Date.parse(links.expiresAt) - MARGIN_MS > serverNow();

  const found = (model: ModelLinks, photoId: string): PhotoLinks => {
    const links = model.links.get(photoId);
    if (links) return links;
    throw goneError();
  };

  const lease = async (modelId: string, photoId: string): Promise<PhotoLinks> => {
    const spare = offered.get(modelId, photoId);
    if (fresh(spare)) return spare;
    const model = ofModel(modelId);
    for (;;) {
      const held = model.links.get(photoId);
      if (fresh(held)) return held;
      if (!model.renewing) break;
      await model.renewing;
    }
    await fetchOnce(model, () => fetchBatch(modelId, photoId, model));
    return found(model, photoId);
  };

  return {
    lease,

    async renew(modelId, photoId, stale) {
      if (offered.get(modelId, photoId) === stale) offered.drop(modelId, photoId);
      const model = ofModel(modelId);
      // The others came from the same call and have expired with it.
      if (model.links.get(photoId) === stale) model.links.clear();
      return lease(modelId, photoId);
    },

    async confirm(modelId, photoId) {
      const model = ofModel(modelId);
      while (model.renewing) await model.renewing;
      if (!model.listed) await fetchOnce(model, () => fetchList(modelId, model));
      return found(model, photoId);
    },
  };
}

function goneError(): AppError {
  return new AppError('photo_gone', 'HeadshotPro no longer has this photo.');
}
