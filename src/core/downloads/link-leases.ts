import type { PhotoLinks } from '#shared/domain.ts';
import { AppError, isAppError } from '#shared/errors.ts';
import { BATCH_SIZE, type HeadshotProApi } from '../headshotpro/api.ts';
import type { OfferedLinks } from './offered-links.ts';

/** A lease that ends sooner than this is renewed before it is used: a download takes a moment. */
const MARGIN_MS = 60_000;

/** So many renewals within a minute of which no photo came: it is not the links. */
const VAIN_RENEWALS = 2;
const VAIN_MS = 60_000;

/** How many models' links are held at a time; far more than are ever downloaded at once. */
const MAX_MODELS = 64;

/** Refusals of the batch call that the photo list may not share. */
const BATCH_REFUSALS = [
  'api_not_understood',
  'api_failed',
  'not_found',
  'not_permitted',
  'invalid_input',
] as const;

/** Signed links on loan, in memory only: one call per model serves all its photos until they expire. */
export interface LinkLeases {
  /**
   * The links of one photo, fresh enough to use. Everybody who waits for the same model shares one
   * batch call. `photo_gone` when HeadshotPro offers the photo no longer.
   */
  lease(modelId: string, photoId: string): Promise<PhotoLinks>;
  /**
   * Fresh links after the photo host refused `stale`; again one call for all who wait. Where fresh
   * ones have been refused as well, they stay as they are for a while.
   */
  renew(modelId: string, photoId: string, stale: PhotoLinks): Promise<PhotoLinks>;
  /** To be told that a photo of the model came. */
  cameThrough(modelId: string): void;
  /** The links as the photo list gives them: the last word on which variants exist. */
  confirm(modelId: string, photoId: string): Promise<PhotoLinks>;
}

/** Links, and until when they are to be used, in the server's time. */
interface Held {
  links: PhotoLinks;
  untilMs: number;
}

/** What is known of one model's links. */
interface ModelLinks {
  held: Map<string, Held>;
  /** Wanted photos that the last photo list did not have, believed until `goneUntilMs`. */
  gone: Set<string>;
  goneUntilMs: number;
  renewing: Promise<void> | null;
  /** When links were renewed since the last photo that came, in the server's time. */
  renewedAtMs: number[];
  /** The links are the photo list's: asking it again would say the same. */
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
    const known = models.get(modelId) ?? newModelLinks();
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

  /** The photo asked for and those of its model that are wanted next. */
  const chunk = (modelId: string, photoId: string): string[] => {
    const others = wantedPhotos(modelId).filter((id) => id !== photoId);
    return [photoId, ...others].slice(0, BATCH_SIZE);
  };

  const fetchList = async (
    modelId: string,
    model: ModelLinks,
    wanted: readonly string[],
  ): Promise<void> => {
    const listed = new Map<string, Held>();
    try {
      for await (const { links } of api.photos.list(modelId, { include: 'all' }, call)) {
        listed.set(links.photoId, hold(links, serverNow()));
      }
    } catch (error) {
      // Without the model there are no photos of it.
      if (!isAppError(error, 'not_found')) throw error;
    }
    model.held = listed;
    model.listed = true;
    // Known before the list was asked for: what it lacks need not be asked for one by one.
    model.gone = new Set(wanted.filter((id) => !listed.has(id)));
    model.goneUntilMs = serverNow() + MARGIN_MS;
  };

  const fetchBatch = async (modelId: string, photoId: string, model: ModelLinks): Promise<void> => {
    const wanted = chunk(modelId, photoId);
    try {
      for (const links of await api.photos.batchDownload(modelId, wanted, call)) {
        model.held.set(links.photoId, hold(links, serverNow()));
      }
      model.listed = false;
    } catch (error) {
      if (!isAppError(error, ...BATCH_REFUSALS)) throw error;
    }
    // A reply that cannot be used, or that leaves out a photo, is settled by the list.
    if (!model.held.has(photoId)) await fetchList(modelId, model, wanted);
  };

  /** One fetch at a time for a model; its failure is everybody's who waits for it. */
  const fetchOnce = (model: ModelLinks, fetch: () => Promise<void>): Promise<void> => {
    model.renewing ??= fetch().finally(() => {
      model.renewing = null;
    });
    return model.renewing;
  };

  const found = (model: ModelLinks, photoId: string): PhotoLinks => {
    const held = model.held.get(photoId);
    if (held) return held.links;
    throw goneError();
  };

  const lease = async (modelId: string, photoId: string): Promise<PhotoLinks> => {
    const spare = offered.get(modelId, photoId);
    if (spare && Date.parse(spare.expiresAt) - MARGIN_MS > serverNow()) return spare;
    const model = ofModel(modelId);
    for (;;) {
      const held = model.held.get(photoId);
      if (held && held.untilMs > serverNow()) return held.links;
      if (model.gone.has(photoId) && model.goneUntilMs > serverNow()) throw goneError();
      if (!model.renewing) break;
      await model.renewing;
    }
    model.held.delete(photoId);
    await fetchOnce(model, () => fetchBatch(modelId, photoId, model));
    return found(model, photoId);
  };

  return {
    lease,

    async renew(modelId, photoId, stale) {
      if (offered.get(modelId, photoId) === stale) offered.drop(modelId, photoId);
      const model = ofModel(modelId);
      if (model.held.get(photoId)?.links === stale) {
        const recently = serverNow() - VAIN_MS;
        model.renewedAtMs = model.renewedAtMs.filter((atMs) => atMs > recently);
        if (model.renewedAtMs.length >= VAIN_RENEWALS) return stale;
        model.renewedAtMs.push(serverNow());
        // The others came from the same call and have expired with it.
        model.held.clear();
      }
      return lease(modelId, photoId);
    },

    cameThrough(modelId) {
      const model = models.get(modelId);
      if (model) model.renewedAtMs = [];
    },

    async confirm(modelId, photoId) {
      const model = ofModel(modelId);
      while (model.renewing) await model.renewing;
      if (!model.listed) {
        await fetchOnce(model, () => fetchList(modelId, model, chunk(modelId, photoId)));
      }
      return found(model, photoId);
    },
  };
}

function newModelLinks(): ModelLinks {
  return {
    held: new Map(),
    gone: new Set(),
    goneUntilMs: 0,
    renewing: null,
    renewedAtMs: [],
    listed: false,
  };
}

function hold(links: PhotoLinks, receivedAtMs: number): Held {
  const endsAtMs = Date.parse(links.expiresAt);
  const lifeMs = endsAtMs - receivedAtMs;
  // An end that was over on arrival says nothing: the photo host will tell.
  const untilMs = lifeMs > 0 ? endsAtMs - Math.min(MARGIN_MS, lifeMs / 2) : Infinity;
  return { links, untilMs };
}

function goneError(): AppError {
  return new AppError('photo_gone', 'HeadshotPro no longer has this photo.');
}
