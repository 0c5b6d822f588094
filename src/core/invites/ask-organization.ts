import { isAppError } from '#shared/errors.ts';
import type { HeadshotProApi } from '../headshotpro/api.ts';
import { emailKey } from '../library/text-keys.ts';
import type { InviteContext } from './check.ts';

/** What a key may not read is not checked: HeadshotPro itself has the last word when an invite is sent. */
const MISSABLE = ['not_permitted', 'api_not_understood'] as const;

/** What a list is held against, as HeadshotPro has it now: a handful of calls. Throws an AppError. */
export async function askOrganization(
  api: HeadshotProApi,
  signal?: AbortSignal,
): Promise<InviteContext> {
  const call = { lane: 'person', ...(signal && { signal }) } as const;
  const [teams, invites, members, credits] = await Promise.all([
    Array.fromAsync(api.teams.list(call)),
    Array.fromAsync(api.invites.list(call)),
    orElse([], Array.fromAsync(api.members.list({}, call))),
    orElse(null, api.credits(call)),
  ]);
  return {
    teams,
    invited: new Map(invites.map(({ email, status }) => [email.toLowerCase(), status])),
    members: new Set(members.flatMap(({ email }) => emailKey(email) ?? [])),
    credits,
  };
}

async function orElse<T>(otherwise: T, asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (isAppError(error, ...MISSABLE)) return otherwise;
    throw error;
  }
}
