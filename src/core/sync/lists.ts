import type { FavoritePhoto, Organization } from '#shared/domain.ts';
import { type AppError, type ErrorCode, isAppError } from '#shared/errors.ts';
import { inSlices } from './in-slices.ts';
import type { SyncRun } from './run.ts';
import { together } from './together.ts';

/** Failures of a list that the sync can do without. */
const MISSABLE: ErrorCode[] = [
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
    invites: async () => {
      const invites = await Array.fromAsync(api.invites.list(call));
      for await (const some of inSlices(invites)) mirror.invites(some);
      mirror.sweep('invites');
    },
    'finished members': async () => {
      const finished = await Array.fromAsync(api.members.finished(call));
      for await (const some of inSlices(finished)) mirror.members(some);
    },
    members: async () => {
      const members = await Array.fromAsync(api.members.list({}, call));
      for await (const some of inSlices(members)) mirror.members(some);
      mirror.sweep('members');
    },
    models: async () => {
      const models = await Array.fromAsync(api.models.list({ status: 'active' }, call));
      for await (const some of inSlices(models)) mirror.models(some);
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
