import type { PhotoLinks, Variant } from '#shared/domain.ts';
import { AppError, isAppError } from '#shared/errors.ts';
import { withRetries } from '../headshotpro/retry.ts';
import type { FileTable } from '../library/files.ts';
import type { Mirror } from '../library/mirror.ts';
import type { PartFile } from '../library/part-file.ts';
import type { LibraryPaths } from '../library/paths.ts';
import type { PhotoStore } from '../library/photo-store.ts';
import type { Settle } from '../library/settling.ts';
import type { Clock, Http, Random } from '../ports.ts';
import { type FolderNames, findHere } from './adopt.ts';
import { fetchPhoto, LinkRefused, PassingFailure } from './fetch-photo.ts';
import { checkImage, checkImageFile } from './image-check.ts';
import type { LinkLeases } from './link-leases.ts';
import type { Transfer } from './transfer-table.ts';
import type { Walk } from './walk-thread.ts';

/** What one download works with. */
export interface DownloadTools {
  paths: LibraryPaths;
  store: PhotoStore;
  files: FileTable;
  settle: Settle;
  folderNames: FolderNames;
  mirror: Mirror;
  leases: LinkLeases;
  http: Http;
  /** Walks the photos elsewhere, where that is worth it. */
  walk?: Walk;
  clock: Clock;
  random: Random;
  /** Throws `url_refused` for an address that must not be asked. */
  assertUrl: (url: string) => void;
  onBytes: (count: number) => void;
}

/** A wanted file that is here and checked. */
export interface Arrived {
  sizeBytes: number;
  /** Nothing was fetched: the file was here already, whole. */
  adopted: boolean;
  /**
   * Gives it its place on the disk and its row, together with what `alsoRecord` records. To be called
   * at once; photos that are stored at the same time share the cost.
   */
  store(alsoRecord?: () => void): Promise<void>;
}

/**
 * Brings one wanted file here and makes sure of it; it has then to be stored. Throws an AppError: one
 * of the `photo_…` and `link_…` codes is this photo's own failure, anything else is everybody's.
 */
export async function downloadPhoto(
  transfer: Transfer,
  tools: DownloadTools,
  signal: AbortSignal,
): Promise<Arrived> {
  const { modelId, photoId, variant } = transfer;
  const here = await adopt(transfer, variant, tools, signal);
  if (here) return here;
  const { clock, random } = tools;
  let links = await leaseOf(transfer, tools, signal, (leases) => leases.lease(modelId, photoId));
  let renewed = false;

  const attempt = async (): Promise<Arrived> => {
    const source = await chooseSource(transfer, links, tools, signal);
    if (source.links) links = source.links;
    if (source.variant !== variant) {
      const other = await adopt(transfer, source.variant, tools, signal);
      if (other) return other;
    }
    try {
      const fetched = await fetchInto(transfer, source.variant, source.url, tools, signal);
      tools.leases.cameThrough(modelId);
      return fetched;
    } catch (error) {
      if (!(error instanceof LinkRefused)) throw error;
      if (renewed) throw refusedTwice(error.status);
      renewed = true;
      const stale = links;
      links = await leaseOf(transfer, tools, signal, (leases) =>
        leases.renew(modelId, photoId, stale),
      );
      return attempt();
    }
  };

  try {
    return await withRetries(attempt, {
      clock,
      random,
      signal,
      shouldRetry: (error) => error instanceof PassingFailure && (error.retryAfterMs ?? true),
    });
  } catch (error) {
    throw error instanceof PassingFailure ? error.failure : error;
  }
}

/** Fetches one URL and checks what came. */
async function fetchInto(
  transfer: Transfer,
  variant: Variant,
  url: string,
  tools: DownloadTools,
  signal: AbortSignal,
): Promise<Arrived> {
  const { store, files, paths, settle } = tools;
  const { modelId, photoId } = transfer;
  const key = { modelId, photoId, variant };
  const part = store.createPart();
  try {
    const { extension, ...measured } = await fetchPhoto(url, part, { ...tools, signal });
    const facts = await checked(part, extension, tools.walk);
    signal.throwIfAborted();
    const path = paths.photo(modelId, photoId, variant, extension);
    return {
      sizeBytes: measured.sizeBytes,
      adopted: false,
      async store(alsoRecord) {
        const before = files.get(key);
        try {
          await settle({ part, path, key, file: { ...measured, ...facts }, alsoRecord });
        } finally {
          await part.discard();
        }
        if (before && before.file.path !== path) await store.remove(before.file.path);
      },
    };
  } catch (error) {
    await part.discard();
    throw error;
  }
}

async function checked(part: PartFile, extension: string, walk: Walk | undefined) {
  const content = part.content();
  try {
    return await (content
      ? checkImage(content, extension, walk)
      : checkImageFile(part.path, extension, walk));
  } catch (error) {
    // Damaged on its way, perhaps: the next copy may be whole.
    if (isAppError(error, 'photo_undecodable')) throw new PassingFailure(error);
    throw error;
  }
}

/**
 * The URL that answers the wish. A size that is not offered falls back to the one that is
 * (original to main, §8.1), but only when the photo list agrees: a batch reply may be shorter.
 */
async function chooseSource(
  transfer: Transfer,
  links: PhotoLinks,
  tools: DownloadTools,
  signal: AbortSignal,
): Promise<{ variant: Variant; url: string; links?: PhotoLinks }> {
  const { modelId, photoId, variant } = transfer;
  const url = links.urls[variant];
  if (url !== undefined) return { variant, url };
  const listed = await leaseOf(transfer, tools, signal, (leases) =>
    leases.confirm(modelId, photoId),
  );
  const other = variant === 'original' ? 'main' : 'original';
  for (const offered of [variant, other] as const) {
    const listedUrl = listed.urls[offered];
    if (listedUrl === undefined) continue;
    if (offered !== variant) tools.mirror.onlyVariant(modelId, photoId, offered);
    return { variant: offered, url: listedUrl, links: listed };
  }
  throw new AppError('photo_gone', 'HeadshotPro offers no file of this photo.');
}

/** Asks for links; a photo that HeadshotPro no longer has is marked so. */
async function leaseOf(
  { modelId, photoId }: Transfer,
  { leases, mirror }: DownloadTools,
  signal: AbortSignal,
  ask: (leases: LinkLeases) => Promise<PhotoLinks>,
): Promise<PhotoLinks> {
  try {
    return await unlessAborted(ask(leases), signal);
  } catch (error) {
    if (isAppError(error, 'photo_gone')) mirror.photoGone(modelId, photoId);
    throw error;
  }
}

/** `shared` is others' work, too, and goes on without the one who stops waiting for it. */
async function unlessAborted<T>(shared: Promise<T>, signal: AbortSignal): Promise<T> {
  const abort = Promise.withResolvers<never>();
  const onAbort = () => abort.reject(signal.reason);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([shared, abort.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** A file that is here already; it may still want its row. */
async function adopt(
  { modelId, photoId }: Transfer,
  variant: Variant,
  tools: DownloadTools,
  signal: AbortSignal,
): Promise<Arrived | null> {
  const found = await findHere({ modelId, photoId }, variant, tools, signal);
  if (found === null) return null;
  const { path, file, isKnown } = found;
  const key = { modelId, photoId, variant };
  return {
    sizeBytes: file.sizeBytes,
    adopted: true,
    store: (alsoRecord) =>
      tools.settle({ part: null, path, key, file: isKnown ? null : file, alsoRecord }),
  };
}

function refusedTwice(status: number): AppError {
  return status === 404 || status === 410
    ? new AppError('photo_gone', `The photo host no longer has this photo (${status}).`)
    : new AppError(
        'link_expired',
        `The photo host refuses this photo even with a fresh link (${status}).`,
      );
}
