import { setImmediate } from 'node:timers/promises';
import { AppError, isAppError } from '#shared/errors.ts';
import type { Scope } from '#shared/export.ts';
import type { ListingState } from '../library/listing-states.ts';
import { modelsInScope } from '../library/scope.ts';
import { needsListing } from './needs-listing.ts';
import { OWN_FAILURES, onItsOwn } from './on-its-own.ts';
import type { SyncRun } from './run.ts';
import { together } from './together.ts';

/** A model that the list left out is asked for by itself: gone, or only not active now. */
export async function checkUnseenModels(run: SyncRun): Promise<void> {
  const { api, library, call, stop } = run;
  const check = async (modelId: string) => {
    const model = await api.models.get(modelId, call);
    if (model === null) library.mirror.modelGone(modelId);
    else library.mirror.models([model]);
  };
  const unseen = library.mirror.unseenModels();
  await together(
    unseen.map((modelId) => () => onItsOwn(run, modelId, () => check(modelId))),
    stop,
  );
}

/** Lists the photos of the models in scope that may have changed, and of those in `besides`. */
export async function listPhotos(
  run: SyncRun,
  options: { scope: Scope | null; full: boolean; besides: ReadonlySet<string> },
): Promise<void> {
  const { library, stop, report, onProgress } = run;
  const { scope, full, besides } = options;
  const { mirror } = library;
  const within = scope === null ? new Set<string>() : modelsInScope(library.db, scope);
  const toList: ListingState[] = [];
  for (const states of mirror.listingStates()) {
    for (const state of states) {
      const { modelId } = state;
      const isBesides = besides.has(modelId);
      if (!isBesides && within !== null && !within.has(modelId)) continue;
      if (isBesides || needsListing(state, { full })) toList.push(state);
      else report.unchanged++;
    }
    await setImmediate();
  }

  const failedBefore = report.failed.length;
  const progress = () => {
    const failed = report.failed.length - failedBefore;
    const done = report.listed + failed;
    onProgress?.({ phase: 'list', label: 'photos', done, total: toList.length, bytes: 0, failed });
  };
  const list = async (state: ListingState) => {
    await listOne(run, state);
    report.listed++;
  };
  progress();
  await together(
    toList.map((state) => async () => {
      await onItsOwn(run, state.modelId, () => list(state), ['not_found']);
      progress();
    }),
    stop,
  );
}

/**
 * Lists one model's photos. One whose photos are unknown is gone; but where this very sync saw it,
 * that is `not_found`.
 */
async function listOne(run: SyncRun, state: ListingState): Promise<void> {
  const { api, library, call, report } = run;
  const { mirror } = library;
  const { modelId, upstreamPhotoCount } = state;
  try {
    const listed = await Array.fromAsync(api.photos.list(modelId, { include: 'main' }, call));
    const photos = listed.map(({ photo }) => photo);
    const missing = await isShort(run, state, photos.length);
    mirror.photos(modelId, photos, missing ? null : upstreamPhotoCount);
    if (upstreamPhotoCount !== null && missing) {
      report.incomplete.push({ modelId, listed: photos.length, counted: upstreamPhotoCount });
    }
  } catch (error) {
    if (!isAppError(error, 'not_found')) throw error;
    mirror.modelGone(modelId);
    if (!state.isSeen) return;
    throw new AppError(
      'not_found',
      'HeadshotPro lists this session, but does not know it when asked for its photos. If that stays so when you try again, ask HeadshotPro about it.',
    );
  }
}

/** Whether upstream counts more photos than it lists, the deleted ones included. */
async function isShort(
  { api, call }: SyncRun,
  { modelId, upstreamPhotoCount, isOwnCount }: ListingState,
  listed: number,
): Promise<boolean> {
  if (upstreamPhotoCount === null || !isOwnCount || listed >= upstreamPhotoCount) return false;
  try {
    const deleted = await Array.fromAsync(api.photos.list(modelId, { status: 'deleted' }, call));
    return listed + deleted.length < upstreamPhotoCount;
  } catch (error) {
    if (!isAppError(error, ...OWN_FAILURES, 'not_found')) throw error;
    return true;
  }
}
