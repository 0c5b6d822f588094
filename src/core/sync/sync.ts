import PQueue from 'p-queue';
import type { FavoritePhoto, LinkedPhoto, PhotoLinks } from '#shared/domain.ts';
import { type ErrorData, isAppError, toErrorData } from '#shared/errors.ts';
import type { Scope } from '#shared/export.ts';
import type { OnProgress } from '#shared/progress.ts';
import type { CallOptions, HeadshotProApi } from '../headshotpro/api.ts';
import type { Library } from '../library/library.ts';
import { indexPeople } from '../library/people-index.ts';
import { modelsInScope } from '../library/scope.ts';
import { needsListing } from './needs-listing.ts';

/** Models listed at a time; the client's rate budget sets the real pace. */
const LISTED_AT_A_TIME = 8;

/** Failures of one model that do not concern the others. */
const OWN_FAILURES = ['api_failed', 'api_not_understood', 'not_permitted'] as const;

/** What a sync did. */
export interface SyncReport {
  /** Models whose photos were listed. */
  listed: number;
  /** Models whose photos were still as they had been. */
  unchanged: number;
  /** Models whose photos could not be listed this time. */
  failed: ({ modelId: string } & ErrorData)[];
  /** Lists the key or the API did not give, in words. */
  skipped: string[];
}

/** What to mirror. */
export interface SyncOptions {
  /**
   * Whose photos to list, asked once the lists of people and teams are in; null for nobody's (the
   * lists alone, favorites among them).
   */
  photosOf: (() => Scope) | null;
  /** List photos again even where nothing seems to have changed: new ratings leave no trace. */
  full?: boolean;
  signal?: AbortSignal;
  onProgress?: OnProgress;
  /** Takes the links that came with the favorites. */
  onLinks?: (modelId: string, links: PhotoLinks) => void;
}

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
  const { full = false, onProgress } = options;
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const call: CallOptions = { signal };
  const { mirror } = library;
  const report: SyncReport = { listed: 0, unchanged: 0, failed: [], skipped: [] };

  const organization = await api.organization(call);
  mirror.begin(organization);

  let listsDone = 0;
  const lists: (() => Promise<void>)[] = [];
  const list = (label: string, read: () => Promise<void>, { optional = true } = {}) =>
    lists.push(async () => {
      try {
        await read();
      } catch (error) {
        if (!optional || !isAppError(error, 'not_permitted', 'not_found')) throw error;
        report.skipped.push(label);
      }
      listsDone++;
      onProgress?.(listProgress(label, listsDone, lists.length));
    });

  const unplaced: FavoritePhoto[] = [];
  const favorites: FavoritePhoto[] = [];
  list('teams', async () => {
    // The organization's own list may be left out; an empty one is asked for once more.
    const teams =
      organization.teams.length > 0 ? organization.teams : await all(api.teams.list(call));
    mirror.teams(teams);
    mirror.sweep('teams');
  });
  list('credits', async () => mirror.credits(await api.credits(call)));
  list('invites', async () => {
    mirror.invites(await all(api.invites.list(call)));
    mirror.sweep('invites');
  });
  list('finished members', async () => {
    const finished = await all(api.members.finished(call));
    mirror.members(finished.map((member) => ({ ...member, status: member.status ?? 'finished' })));
  });
  list('members', async () => {
    mirror.members(await all(api.members.list({}, call)));
    mirror.sweep('members');
  });
  list(
    'models',
    async () => mirror.models(await all(api.models.list({ status: 'active' }, call))),
    { optional: false },
  );
  let favoritesComplete = false;
  list('favorites', async () => {
    favorites.push(...(await all(api.favorites({ include: 'all' }, call))));
    favoritesComplete = true;
  });
  await together(lists, stop);

  await checkUnseenModels(api, library, call, stop);
  // Favorites join on members and models, so they come in when those are known.
  unplaced.push(...mirror.favorites(favorites));
  if (favoritesComplete && unplaced.length === 0) mirror.sweepFavorites();
  indexPeople(library.db);
  for (const { photo, links } of favorites) {
    if (photo.modelId !== null) options.onLinks?.(photo.modelId, links);
  }

  const toList = modelsToList(library, options.photosOf?.() ?? null, full);
  report.unchanged = toList.unchanged;
  for (const favorite of unplaced) {
    for (const modelId of mirror.candidateModels(favorite)) toList.models.add(modelId);
  }
  await listPhotos(api, library, toList, report, { ...call, onProgress, stop });
  if (unplaced.length > 0) {
    mirror.favorites(unplaced);
    if (favoritesComplete) mirror.sweepFavorites();
  }
  mirror.end();
  return report;
}

/** An active model that the list left out is asked for by itself: gone, or only not active now. */
async function checkUnseenModels(
  api: HeadshotProApi,
  { mirror }: Library,
  call: CallOptions,
  stop: AbortController,
): Promise<void> {
  const checks = mirror.unseenModels().map((modelId) => async () => {
    const model = await api.models.get(modelId, call);
    if (model === null || model.status === 'deleted') mirror.modelGone(modelId);
    else mirror.models([model]);
  });
  await together(checks, stop);
}

function modelsToList(
  { mirror, db }: Library,
  photosOf: Scope | null,
  full: boolean,
): { models: Set<string>; counts: Map<string, number | null>; unchanged: number } {
  const counts = new Map<string, number | null>();
  const models = new Set<string>();
  let unchanged = 0;
  const within = photosOf === null ? new Set<string>() : modelsInScope(db, photosOf);
  for (const state of mirror.listingStates()) {
    counts.set(state.modelId, state.upstreamPhotoCount);
    if (within !== null && !within.has(state.modelId)) continue;
    if (needsListing(state, { full })) models.add(state.modelId);
    else unchanged++;
  }
  return { models, counts, unchanged };
}

async function listPhotos(
  api: HeadshotProApi,
  { mirror }: Library,
  { models, counts }: { models: Set<string>; counts: Map<string, number | null> },
  report: SyncReport,
  {
    signal,
    onProgress,
    stop,
  }: CallOptions & { onProgress: OnProgress | undefined; stop: AbortController },
): Promise<void> {
  const call: CallOptions = signal ? { signal } : {};
  const total = models.size;
  const progress = () =>
    onProgress?.({
      phase: 'list',
      label: 'photos',
      done: report.listed + report.failed.length,
      total,
      bytes: 0,
      failed: report.failed.length,
    });
  const one = async (modelId: string): Promise<void> => {
    try {
      const listed: LinkedPhoto[] = await all(api.photos.list(modelId, { include: 'main' }, call));
      const photos = listed.map(({ photo }) => photo);
      mirror.photos(modelId, photos, counts.get(modelId) ?? null);
      report.listed++;
    } catch (error) {
      if (isAppError(error, 'not_found')) {
        mirror.modelGone(modelId);
        report.listed++;
      } else if (isAppError(error, ...OWN_FAILURES)) {
        report.failed.push({ modelId, ...toErrorData(error) });
      } else {
        throw error;
      }
    }
    progress();
  };
  progress();
  await together(
    [...models].map((modelId) => () => one(modelId)),
    stop,
  );
}

/** Runs `tasks`, a few at a time; the first failure stops the others and is thrown. */
async function together(tasks: (() => Promise<void>)[], stop: AbortController): Promise<void> {
  const queue = new PQueue({ concurrency: LISTED_AT_A_TIME });
  try {
    await queue.addAll(tasks);
  } catch (error) {
    queue.clear();
    stop.abort(error);
    await queue.onIdle();
    throw error;
  }
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  return Array.fromAsync(items);
}

function listProgress(label: string, done: number, total: number) {
  return { phase: 'list', label, done, total, bytes: 0, failed: 0 } as const;
}
