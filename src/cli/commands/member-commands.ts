import { writeFile } from 'node:fs/promises';
import { type CsvColumns, csvOf } from '#core/csv.ts';
import type { HeadshotProApi } from '#core/headshotpro/api.ts';
import { asLibraryError } from '#core/library/library-errors.ts';
import type { Member } from '#shared/domain.ts';
import { AppError } from '#shared/errors.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { count, table } from '../format.ts';

export const MEMBER_STATUSES = ['accepted', 'pending', 'finished'] as const;

/** What `members` lists. */
export interface MemberOptions {
  status?: (typeof MEMBER_STATUSES)[number];
  /** Ready, and no favorite chosen. */
  withoutFavorite?: boolean;
  csv?: string;
  limit?: number;
  offset?: number;
}

/** `members`: who has signed up, as HeadshotPro has them now; by status, by page, as CSV. */
export async function members(context: CliContext, options: MemberOptions): Promise<number> {
  const { terminal, signal } = context;
  const { csv, offset = 0, limit = Number.POSITIVE_INFINITY } = options;
  return context.connected(async ({ api }) => {
    const all = await listMembers(api, options, signal);
    const found = all.slice(offset, offset + limit);
    if (csv !== undefined) await writeCsv(context.path(csv), found);
    terminal.json({ members: found, total: all.length });
    const rows = found.map(({ name, email, teamName, status, joinedAt, hasFavorite }) => [
      name ?? '–',
      email ?? '–',
      teamName ?? '–',
      status ?? '–',
      joinedAt?.slice(0, 10) ?? '–',
      hasFavorite === null ? '–' : hasFavorite ? 'yes' : 'no',
    ]);
    const head = ['Name', 'E-mail', 'Team', 'Status', 'Joined', 'Favorite'];
    for (const line of table([head, ...rows])) terminal.say(line);
    const shown = found.length === all.length ? '' : `${found.length} of `;
    terminal.say(`${shown}${count(all.length, 'member')}`);
    if (csv !== undefined) terminal.say(`Written to ${context.path(csv)}`);
    return EXIT.done;
  });
}

async function listMembers(
  api: HeadshotProApi,
  { status, withoutFavorite = false }: MemberOptions,
  signal: AbortSignal,
): Promise<Member[]> {
  const call = { signal };
  if (withoutFavorite) {
    if (status !== undefined && status !== 'finished') {
      throw new AppError(
        'invalid_input',
        'Only members with --status finished have photos to choose a favorite of.',
      );
    }
    return unchosen(api, await Array.fromAsync(api.members.finished(call)), call);
  }
  if (status === undefined) return Array.fromAsync(api.members.list({}, call));
  return Array.fromAsync(api.members[status](call));
}

/** Those without a favorite. Where their list does not say so, the list of favorites does. */
async function unchosen(
  api: HeadshotProApi,
  finished: readonly Member[],
  call: { signal: AbortSignal },
): Promise<Member[]> {
  if (finished.every(({ hasFavorite }) => hasFavorite !== null)) {
    return finished.filter(({ hasFavorite }) => hasFavorite === false);
  }
  const favorites = await Array.fromAsync(api.favorites({}, call));
  const chosen = new Set(
    favorites.flatMap(({ photo, person }) => [photo.modelId, person.id, person.email]),
  );
  return finished
    .filter(({ id, email, modelId }) => ![modelId, id, email].some((key) => key && chosen.has(key)))
    .map((member) => ({ ...member, hasFavorite: false }));
}

const COLUMNS: CsvColumns<Member> = [
  ['name', ({ name }) => name],
  ['email', ({ email }) => email],
  ['team', ({ teamName }) => teamName],
  ['status', ({ status }) => status],
  ['joinedAt', ({ joinedAt }) => joinedAt],
  ['photos', ({ photoCount }) => photoCount],
  ['hasFavorite', ({ hasFavorite }) => hasFavorite],
];

async function writeCsv(path: string, found: readonly Member[]): Promise<void> {
  await writeFile(path, csvOf(COLUMNS, found)).catch((error: unknown) => {
    throw asLibraryError(error, path);
  });
}
