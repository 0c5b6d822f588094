import { type ErrorCode, isAppError, toErrorData } from '#shared/errors.ts';
import type { Scope } from '#shared/export.ts';
import { modelsInScope } from '../library/scope.ts';
import { needsListing } from './needs-listing.ts';
import type { SyncRun } from './run.ts';
import { together } from './together.ts';

/** Failures of one model that do not concern the others. */
const OWN_FAILURES: ErrorCode[] = [
  'api_failed',
  'api_not_understood',
  'not_permitted',
  'invalid_input',
];

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
  const { api, library, call, stop, report, onProgress } = run;
  const { scope, full, besides } = options;
  const { mirror } = library;
  const within = scope === null ? new Set<string>() : modelsInScope(library.db, scope);
  const states = mirror.listingStates().filter(({ modelId }) => {
    return within === null || within.has(modelId) || besides.has(modelId);
  });
  const toList = states.filter(
    (state) => besides.has(state.modelId) || needsListing(state, { full }),
  );
  report.unchanged = states.length - toList.length;

  const failedBefore = report.failed.length;
  const progress = () => {
    const failed = report.failed.length - failedBefore;
    const done = report.listed + failed;
    onProgress?.({ phase: 'list', label: 'photos', done, total: toList.length, bytes: 0, failed });
  };
  const list = async (modelId: string, upstreamPhotoCount: number | null) => {
    try {
      const listed = await Array.fromAsync(api.photos.list(modelId, { include: 'main' }, call));
      const photos = listed.map(({ photo }) => photo);
      mirror.photos(modelId, photos, upstreamPhotoCount);
    } catch (error) {
      if (!isAppError(error, 'not_found')) throw error;
      mirror.modelGone(modelId);
    }
    report.listed++;
  };
  progress();
  await together(
    toList.map(({ modelId, upstreamPhotoCount }) => async () => {
      await onItsOwn(run, modelId, () => list(modelId, upstreamPhotoCount));
      progress();
    }),
    stop,
  );
}

/** Does one model's work; a failure of its own goes into the report. */
async function onItsOwn(
  { report }: SyncRun,
  modelId: string,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isAppError(error, ...OWN_FAILURES)) throw error;
    report.failed.push({ modelId, ...toErrorData(error) });
  }
}
