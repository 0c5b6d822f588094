import type { PhotoKey } from '#shared/contract.ts';
import type { PhotoLinks } from '#shared/domain.ts';
import { AppError } from '#shared/errors.ts';
import { BATCH_SIZE, type HeadshotProApi } from '../headshotpro/api.ts';
import { assertPhotoUrl } from '../headshotpro/url-guard.ts';
import type { Library } from '../library/library.ts';
import type { PartFile } from '../library/part-file.ts';
import { createSettling } from '../library/settling.ts';
import type { Clock, Http, Random } from '../ports.ts';
import { createFolderNames } from './adopt.ts';
import { downloadPhoto } from './download-photo.ts';
import { fetchPhoto, LinkRefused, PassingFailure } from './fetch-photo.ts';
import { createLinkLeases } from './link-leases.ts';
import { createOfferedLinks } from './offered-links.ts';

/** No thumbnail is larger; it is held in memory while it comes. */
const MAX_THUMBNAIL_BYTES = 32 * 1024 * 1024;

/** Fetches single photos for somebody who looks at them now, beside the queue. */
export interface FetchNow {
  /** Brings the photo's main file into the library, verified, as a download does. */
  photo(key: PhotoKey, signal: AbortSignal): Promise<void>;
  /** The bytes of the smallest file HeadshotPro offers of the photo; the library is not changed. */
  thumbnail(key: PhotoKey, signal: AbortSignal): Promise<Buffer>;
  /** Takes in links that came with another reply, sparing a batch call. */
  offerLinks(modelId: string, links: PhotoLinks): void;
}

export function createFetchNow(options: {
  library: Library;
  api: Pick<HeadshotProApi, 'photos'>;
  apiUrl: string;
  http: Http;
  clock: Clock;
  random: Random;
  /** The server's time, ms since 1970. */
  serverNow: () => number;
}): FetchNow {
  const { library, api, apiUrl, http, clock, random, serverNow } = options;
  const offered = createOfferedLinks();
  const settle = createSettling(library);
  const leases = createLinkLeases({
    api,
    serverNow,
    offered,
    wantedPhotos: (modelId) => photosOfModel(library, modelId),
  });
  const assertUrl = (url: string) => void assertPhotoUrl(url, { apiUrl });
  const onBytes = () => {};

  const thumbnailFrom = async (links: PhotoLinks, signal: AbortSignal): Promise<Buffer> => {
    const url = links.urls.thumbnail ?? links.urls.main ?? links.urls.original;
    if (url === undefined) {
      throw new AppError('photo_gone', 'HeadshotPro offers no file of this photo.');
    }
    const part = memoryPart();
    const maxBytes = MAX_THUMBNAIL_BYTES;
    await fetchPhoto(url, part, { http, clock, assertUrl, signal, onBytes, maxBytes });
    return part.content();
  };

  return {
    async photo({ modelId, photoId }, signal) {
      const transfer = { id: 0, modelId, photoId, variant: 'main', attempts: 1 } as const;
      const folderNames = createFolderNames();
      const tools = {
        ...library,
        settle,
        folderNames,
        leases,
        http,
        clock,
        random,
        assertUrl,
        onBytes,
      };
      const arrived = await downloadPhoto(transfer, tools, signal);
      await arrived.store();
    },

    async thumbnail({ modelId, photoId }, signal) {
      const links = await leases.lease(modelId, photoId);
      signal.throwIfAborted();
      try {
        return await thumbnailFrom(links, signal);
      } catch (error) {
        if (error instanceof PassingFailure) throw error.failure;
        if (!(error instanceof LinkRefused)) throw error;
      }
      const fresh = await leases.renew(modelId, photoId, links);
      try {
        return await thumbnailFrom(fresh, signal);
      } catch (error) {
        if (error instanceof PassingFailure) throw error.failure;
        if (!(error instanceof LinkRefused)) throw error;
        throw new AppError('link_expired', 'The photo host refuses this photo.', { cause: error });
      }
    },

    offerLinks: (modelId, links) => offered.put(modelId, links),
  };
}

/** One call for links serves all photos of the shoot that somebody may look at next. */
function photosOfModel({ db }: Library, modelId: string): string[] {
  return db
    .all<{ id: string }>(
      `SELECT id FROM photos WHERE model_id = :modelId AND gone_at IS NULL AND status <> 'deleted'
       ORDER BY created_at, id LIMIT :limit`,
      { modelId, limit: BATCH_SIZE },
    )
    .map(({ id }) => id);
}

/** Takes a small file in memory in place of the library's disk. */
function memoryPart(): Pick<PartFile, 'write' | 'finish'> & { content(): Buffer } {
  const pieces: Uint8Array[] = [];
  return {
    write: async (piece) => void pieces.push(Uint8Array.from(piece)),
    finish: async () => ({ sizeBytes: 0, sha256: '', crc32: 0 }),
    content: () => Buffer.concat(pieces),
  };
}
