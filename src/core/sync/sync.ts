import type { FavoritePhoto } from '#shared/domain.ts';
import { isAppError } from '#shared/errors.ts';
import type { HeadshotProApi } from '../headshotpro/api.ts';
import { checkpointElsewhere } from '../library/checkpoints.ts';
import type { Library } from '../library/library.ts';
import { indexPeopleInTurns } from '../library/people-index.ts';
import { askFavorites } from './ask-favorites.ts';
import { inSlices } from './in-slices.ts';
import { readLists } from './lists.ts';
import { checkUnseenModels, listPhotos } from './model-photos.ts';
import type { SyncOptions, SyncReport, SyncRun } from './run.ts';

export type { SyncOptions, SyncReport } from './run.ts';

/**
 * Mirrors the organization into the library: a handful of lists, then one call per model whose
 * photos may have changed. Everything is written as it comes, so that it can be stopped at any
 * point and go on later; what a complete list no longer has is marked as gone, never deleted.
 */
export async function syncLibrary(
  api: HeadshotProApi,
  library: Library,
  options: SyncOptions,
): Promise<SyncReport> {
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const call = { signal };
  const report: SyncReport = { listed: 0, unchanged: 0, failed: [], incomplete: [], skipped: [] };
  const run: SyncRun = { api, library, call, stop, report, onProgress: options.onProgress };
  const endCheckpoints = checkpointElsewhere(library);
  try {
    await mirrorAll(run, options);
  } finally {
    await endCheckpoints();
  }
  return report;
}

async function mirrorAll(run: SyncRun, options: SyncOptions): Promise<void> {
  const { api, library, call } = run;
  const { mirror } = library;
  const organization = options.organization ?? (await api.organization(call));
  mirror.begin(organization);
  const listed = await readLists(run, organization);
  await checkUnseenModels(run);
  await indexPeopleInTurns(library.db);

  const unlisted = isAppError(listed);
  const favorites = unlisted ? await askFavorites(run, listed, options.favoritesOf?.()) : listed;
  const unplaced: FavoritePhoto[] = [];
  for await (const some of inSlices(favorites)) {
    unplaced.push(...mirror.favorites(some));
    for (const { photo, links } of some) {
      if (photo.modelId !== null) options.onLinks?.(photo.modelId, links);
    }
  }
  await listPhotos(run, {
    scope: options.photosOf?.() ?? null,
    full: options.full ?? false,
    besides: mirror.candidateModels(unplaced),
  });
  // Their photos are known now. As long as one has no place, the favorite it replaces is unknown.
  const left = mirror.favorites(unplaced);
  if (!unlisted && left.length === 0) mirror.sweepFavorites();
  mirror.end();
}
