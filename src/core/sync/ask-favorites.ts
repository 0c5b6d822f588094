import { setImmediate } from 'node:timers/promises';
import type { FavoritePhoto } from '#shared/domain.ts';
import type { AppError } from '#shared/errors.ts';
import type { Scope } from '#shared/export.ts';
import { modelsInScope } from '../library/scope.ts';
import { onItsOwn } from './on-its-own.ts';
import type { SyncRun } from './run.ts';
import { together } from './together.ts';

/** When so many models were asked and none has answered, none will. */
const HOPELESS = 8;

/** Where HeadshotPro does not say whose choice it is. */
export const NOBODY: FavoritePhoto['person'] = {
  id: null,
  email: null,
  name: null,
  teamId: null,
  teamName: null,
};

/**
 * The chosen photos of the models in scope, one call each (reference §8.2), in place of the list of
 * them that failed with `listError`: which is thrown where that does not work either. Nothing for no
 * scope. A model that cannot be asked is reported, and what was known of its choice stands.
 */
export async function askFavorites(
  run: SyncRun,
  listError: AppError,
  scope: Scope | undefined,
): Promise<FavoritePhoto[]> {
  const { api, library, call, stop, report } = run;
  if (scope === undefined) return [];
  const within = modelsInScope(library.db, scope);
  const modelIds: string[] = [];
  for (const states of library.mirror.listingStates()) {
    for (const { modelId } of states) {
      if (within === null || within.has(modelId)) modelIds.push(modelId);
    }
    await setImmediate();
  }
  const failedBefore = report.failed.length;
  const favorites: FavoritePhoto[] = [];
  let answered = 0;
  const ask = async (modelId: string) => {
    const favorite = await api.photos.favorite(modelId, call);
    answered++;
    if (favorite === null) library.mirror.noFavorite(modelId);
    else favorites.push({ ...favorite, person: NOBODY });
  };
  const hopelessAt = Math.min(HOPELESS, modelIds.length);
  await together(
    modelIds.map((modelId) => async () => {
      await onItsOwn(run, modelId, () => ask(modelId), ['not_found']);
      const failed = report.failed.length - failedBefore;
      if (answered === 0 && failed >= hopelessAt) throw listError;
    }),
    stop,
  );
  return favorites;
}
