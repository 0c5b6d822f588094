import type { FavoritePhoto, Organization } from '#shared/domain.ts';
import { type AppError, type ErrorCode, isAppError } from '#shared/errors.ts';
import type { Mirror } from '../library/mirror.ts';
import type { SweptList } from '../library/mirror-people.ts';
import { inSlices } from './in-slices.ts';
import type { SyncRun } from './run.ts';
import { together } from './together.ts';

/** Failures of a list that a key may not be given: all but the models can be done without. */
export const MISSABLE: readonly ErrorCode[] = [
  'not_permitted',
  'not_found',
  'invalid_input',
  'api_failed',
  'api_not_understood',
];

/** The favorites as listed, or why the list was not to be had. */
export type ListedFavorites = FavoritePhoto[] | AppError;

/**
 * Reads the organization's lists into the library, all at once: a handful of calls. Favorites are
 * given back: they join on people and models, which have to be known first.
 */
export async function readLists(
  { api, library, call, stop, report, onProgress }: SyncRun,
  organization: Organization,
): Promise<ListedFavorites> {
  const { mirror } = library;
  let favorites: ListedFavorites = [];
  const readers: Record<string, () => Promise<void>> = {
    teams: async () => {
      // The organization's own list may be left out; an empty one is asked for once more.
      const { teams } = organization;
      mirror.teams(teams.length > 0 ? teams : await Array.fromAsync(api.teams.list(call)));
      mirror.sweep('teams');
    },
    credits: async () => mirror.credits(await api.credits(call)),
    invites: () =>
      readAndSweep(mirror, 'invites', async () => {
        for await (const some of inSlices(api.invites.list(call))) mirror.invites(some);
      }),
    'finished members': async () => {
      for await (const some of inSlices(api.members.finished(call))) mirror.members(some);
    },
    members: () =>
      readAndSweep(mirror, 'members', async () => {
        for await (const some of inSlices(api.members.list({}, call))) mirror.members(some);
      }),
    models: async () => {
      for await (const some of inSlices(api.models.list({ status: 'active' }, call)))
        mirror.models(some);
    },
    favorites: async () => {
      favorites = await Array.fromAsync(api.favorites({ include: 'all' }, call));
    },
  };

  const lists = Object.entries(readers);
  let done = 0;
  const read = async (label: string, reader: () => Promise<void>) => {
    try {
      await reader();
    } catch (error) {
      // Without the models there is nothing to do; everything else has a use without the rest.
      if (label === 'models' || !isAppError(error, ...MISSABLE)) throw error;
      report.skipped.push(label);
      if (label === 'favorites') favorites = error;
    }
    done++;
    onProgress?.({ phase: 'list', label, done, total: lists.length, bytes: 0, failed: 0 });
  };
  await together(
    lists.map(
      ([label, reader]) =>
        () =>
          read(label, reader),
    ),
    stop,
  );
  return favorites;
}

/**
 * Reads a list and marks as gone whom it lacks. Whoever was there before is looked for a second time:
 * a list that was cut short tells no more than one that is complete.
 */
async function readAndSweep(
  mirror: Mirror,
  list: SweptList,
  read: () => Promise<void>,
): Promise<void> {
  await read();
  if (mirror.lacking(list) > 0) await read();
  mirror.sweep(list);
}
