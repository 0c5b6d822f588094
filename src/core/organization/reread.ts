import { isAppError } from '#shared/errors.ts';
import { FOR_A_PERSON, type HeadshotProApi } from '../headshotpro/api.ts';
import type { Library } from '../library/library.ts';
import { indexPeopleInTurns } from '../library/people-index.ts';

/** What a change may have touched at HeadshotPro. */
export interface Touched {
  credits?: boolean;
  teams?: boolean;
  invites?: boolean;
  members?: boolean;
  /** Model ids, each asked for by itself. */
  models?: readonly string[];
}

/** What reading again works with. */
export interface RereadPorts {
  api: HeadshotProApi;
  library: Library;
}

/**
 * Lets the library follow a change at once: reads again only what it touched, a call a list and a call a
 * model. Everything is asked for before anything is written. Throws an AppError; the library is then as
 * it was.
 */
export async function reread({ api, library }: RereadPorts, touched: Touched): Promise<void> {
  const { mirror, db } = library;
  const asked = await Promise.all([
    touched.credits && api.credits(FOR_A_PERSON).then((credits) => () => mirror.credits(credits)),
    touched.teams &&
      Array.fromAsync(api.teams.list(FOR_A_PERSON)).then((teams) => () => mirror.allTeams(teams)),
    touched.invites &&
      Array.fromAsync(api.invites.list(FOR_A_PERSON)).then(
        (invites) => () => mirror.allInvites(invites),
      ),
    touched.members &&
      Array.fromAsync(api.members.list({}, FOR_A_PERSON)).then(
        (members) => () => mirror.allMembers(members),
      ),
    ...(touched.models ?? []).map(async (modelId) => {
      const model = await api.models.get(modelId, FOR_A_PERSON);
      return () => (model === null ? mirror.modelGone(modelId) : mirror.models([model]));
    }),
  ]);
  db.transaction(() => {
    for (const write of asked) if (write) write();
  });
  if (touched.invites || touched.members || touched.models?.length) await indexPeopleInTurns(db);
}

/** The same after something was done that must not look failed: whether the lists could be read. */
export async function rereadIfPossible(ports: RereadPorts, touched: Touched): Promise<boolean> {
  try {
    await reread(ports, touched);
    return true;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return false;
  }
}
