import sharp from 'sharp';
import type { PhotoKey } from '#shared/contract.ts';
import { AppError, isAppError } from '#shared/errors.ts';
import type { FetchNow } from '../downloads/fetch-now.ts';
import { filesOfPhoto } from '../library/exported-files.ts';
import type { FileRecord } from '../library/files.ts';
import type { Library } from '../library/library.ts';
import { createNewestFirst } from './newest-first.ts';
import { type PictureCache, pictureName } from './picture-cache.ts';

/** How large a picture is wanted: `thumb` 320 px wide, `screen` within 1600 px, `full` the file itself. */
export const PICTURE_SIZES = ['thumb', 'screen', 'full'] as const;
export type PictureSize = (typeof PICTURE_SIZES)[number];

/** A file on disk with its media type. */
export interface Picture {
  path: string;
  mediaType: string;
}

/** Pictures of photos for the window. */
export interface Pictures {
  /** Throws an AppError where there is none to be had, or the signal's reason. */
  get(key: PhotoKey, size: PictureSize, signal?: AbortSignal): Promise<Picture>;
  /** A small PNG, which every system can show under the pointer. */
  dragIcon(key: PhotoKey): Promise<string>;
}

const THUMB_WIDTH = 320;
const SCREEN_SIDE = 1600;
const ICON_SIDE = 96;
// No picture is decoded twice, and what is made at a time keeps the processor busy enough.
sharp.cache(false);
sharp.concurrency(1);

/** Decoding is for the processor, fetching for the network. */
const MADE_AT_A_TIME = 2;
const FETCHED_AT_A_TIME = 6;

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  avif: 'image/avif',
  tif: 'image/tiff',
};
/** What a browser shows as it is. */
const SHOWN_AS_IS = new Set(['jpg', 'png', 'webp', 'avif', 'gif']);

export function createPictures(options: {
  library: Library;
  cache: PictureCache;
  /** Null where nothing can be fetched now. */
  fetchNow: () => FetchNow | null;
  /** A stored file turned out to be missing or damaged. */
  onBadFile: (file: FileRecord, state: 'missing' | 'damaged') => void;
  /** A photo came into the library. */
  onStored: () => void;
  /** A fetch failed. */
  onFailure: (error: AppError) => void;
}): Pictures {
  const { library, cache, fetchNow, onBadFile, onStored, onFailure } = options;
  const making = createNewestFirst<string>(MADE_AT_A_TIME);
  const fetching = createNewestFirst<Buffer | null>(FETCHED_AT_A_TIME);

  /** The full-size file the catalogue knows best: one that is there before one that was. */
  const fullFile = (key: PhotoKey): FileRecord | null => {
    const files = filesOfPhoto(library, key).filter(({ variant }) => variant !== 'thumbnail');
    return files.find(({ state }) => state === 'stored') ?? files[0] ?? null;
  };

  const render = (
    name: string,
    source: string | (() => Promise<Buffer | string>),
    size: Exclude<PictureSize, 'full'>,
    signal?: AbortSignal,
  ): Promise<string> =>
    making.run(
      name,
      async () => {
        const input = typeof source === 'string' ? source : await source();
        return cache.put(name, await resized(input, size));
      },
      signal,
    );

  /** Brings the photo into the library; its file. */
  const fetchFull = async (key: PhotoKey, signal?: AbortSignal): Promise<FileRecord> => {
    const tools = usable(fetchNow());
    await fetching.run(
      pictureName([key.modelId, key.photoId, 'full'], 'fetch'),
      async (stop) => {
        await guarded(tools.photo(key, stop));
        onStored();
        return null;
      },
      signal,
    );
    const record = fullFile(key);
    if (record?.state === 'stored') return record;
    throw new AppError('photo_gone', 'HeadshotPro offers no file of this photo.');
  };

  const guarded = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      if (isAppError(error)) onFailure(error);
      throw error;
    }
  };

  /** A thumbnail of a photo that is not on disk, from the small file HeadshotPro has of it. */
  const remoteThumb = async (key: PhotoKey, signal?: AbortSignal): Promise<Picture> => {
    const name = pictureName([key.modelId, key.photoId, 'thumb'], 'webp');
    const known = await cache.find(name);
    if (known) return { path: known, mediaType: 'image/webp' };
    const tools = usable(fetchNow());
    const content = await fetching.run(name, (stop) => guarded(tools.thumbnail(key, stop)), signal);
    const path = await render(name, async () => content ?? Buffer.alloc(0), 'thumb', signal);
    return { path, mediaType: 'image/webp' };
  };

  const get = async (key: PhotoKey, size: PictureSize, signal?: AbortSignal): Promise<Picture> => {
    signal?.throwIfAborted();
    let record = fullFile(key);
    if (record && size !== 'full') {
      // Made from the same bytes before: good even where the file itself is gone.
      const made = await cache.find(nameOf(record, size));
      if (made) return { path: made, mediaType: 'image/webp' };
    }
    if (record?.state === 'stored' && (await library.store.size(record.file.path)) === null) {
      onBadFile(record, 'missing');
      record = null;
    }
    if (record?.state !== 'stored') {
      assertKnown(library, key);
      if (size === 'thumb') return remoteThumb(key, signal);
      record = await fetchFull(key, signal);
    }
    const { path, extension, width, height } = record.file;
    const isSmall = width <= SCREEN_SIDE && height <= SCREEN_SIDE && SHOWN_AS_IS.has(extension);
    const asItIs = () => ({
      path,
      mediaType: MEDIA_TYPES[extension] ?? 'application/octet-stream',
    });
    if (size === 'full' || (size === 'screen' && isSmall)) return asItIs();
    try {
      const made = await render(nameOf(record, size), path, size, signal);
      return { path: made, mediaType: 'image/webp' };
    } catch (error) {
      if (isAppError(error, 'photo_undecodable')) onBadFile(record, 'damaged');
      // A cache that cannot be written must not hide the photo itself.
      const isCacheTrouble = isAppError(error, 'disk_full', 'disk_failed');
      if (isCacheTrouble && SHOWN_AS_IS.has(extension)) return asItIs();
      throw error;
    }
  };

  return {
    get,
    async dragIcon(key) {
      const { path } = await get(key, 'thumb');
      const name = pictureName([path, 'icon'], 'png');
      const known = await cache.find(name);
      if (known) return known;
      const icon = sharp(path).resize(ICON_SIDE, ICON_SIDE, { fit: 'cover', position: 'top' });
      return cache.put(name, await icon.png().toBuffer());
    },
  };
}

function nameOf({ file }: FileRecord, size: PictureSize): string {
  return pictureName([file.sha256, size], 'webp');
}

async function resized(
  source: string | Buffer,
  size: Exclude<PictureSize, 'full'>,
): Promise<Buffer> {
  const box =
    size === 'thumb'
      ? { width: THUMB_WIDTH }
      : { width: SCREEN_SIDE, height: SCREEN_SIDE, fit: 'inside' as const };
  try {
    return await sharp(source, { sequentialRead: true })
      .autoOrient()
      .resize({ ...box, withoutEnlargement: true })
      .webp({ quality: size === 'thumb' ? 80 : 86 })
      .toBuffer();
  } catch (error) {
    throw new AppError('photo_undecodable', 'This photo cannot be shown: its file is damaged.', {
      cause: error,
    });
  }
}

function assertKnown({ db }: Library, { modelId, photoId }: PhotoKey): void {
  const found = db.get(
    'SELECT 1 AS yes FROM photos WHERE model_id = :modelId AND id = :photoId AND gone_at IS NULL',
    { modelId, photoId },
  );
  if (found === undefined) throw new AppError('photo_gone', 'There is no such photo any more.');
}

function usable(fetchNow: FetchNow | null): FetchNow {
  if (fetchNow) return fetchNow;
  throw new AppError(
    'photo_not_downloaded',
    'This photo is not on this computer, and HeadshotPro cannot be reached now.',
  );
}
