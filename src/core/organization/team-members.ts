import { isAppError } from '#shared/errors.ts';
import type { MovedMembers } from '#shared/organization.ts';
import { FOR_A_PERSON } from '../headshotpro/api.ts';
import { isGone } from '../invites/invite-status.ts';
import type { Database } from '../library/database.ts';
import { emailKey } from '../library/text-keys.ts';
import { createHistory, outcomeFor } from './history.ts';
import { type RereadPorts, reread } from './reread.ts';
import { askTeam } from './teams.ts';

/** Addresses of one call: how many it takes is documented nowhere, and lists give so many (reference §6.5). */
const AT_A_TIME = 200;

/**
 * Moves members into a team: people of the library, addresses, or both. HeadshotPro does not say what
 * became of each address, so the members are read again. Throws what went wrong where nobody was moved.
 */
export async function addTeamMembers(
  { teamId, personIds, emails }: { teamId: string; personIds: string[]; emails: string[] },
  ports: RereadPorts,
): Promise<MovedMembers> {
  const { api, library } = ports;
  const { db } = library;
  const team = await askTeam(teamId, ports);
  const { addresses, nameless } = addressesOf(db, personIds, emails);
  // Somebody may have signed up since the last sync.
  if (addresses.some((email) => !memberOf(db, email))) await reread(ports, { members: true });
  const members = addresses.filter((email) => memberOf(db, email));
  const result = await createHistory(library).record(
    { kind: 'team.add', subject: team.name },
    async () => {
      const problem = await sendInChunks(members, (chunk) =>
        api.teams.addMembers(teamId, chunk, FOR_A_PERSON),
      );
      await reread(ports, { members: true });
      const isIn = (email: string) => memberOf(db, email)?.teamId === teamId;
      const moved = addresses.filter(isIn);
      if (problem && moved.length === 0) throw problem;
      const notMoved = addresses
        .filter((email) => !isIn(email))
        .map((email) => ({ email, reason: reasonFor(db, email, problem) }));
      return { team, moved, notMoved: [...notMoved, ...nameless] };
    },
    ({ moved, notMoved }) =>
      outcomeFor(
        { done: moved.length, left: notMoved.length },
        `${moved.length} in the team${notMoved.length > 0 ? `, ${notMoved.length} not moved` : ''}.`,
      ),
  );
  return result;
}

/** Sends until something goes wrong; what did. */
async function sendInChunks(
  addresses: readonly string[],
  send: (chunk: string[]) => Promise<void>,
): Promise<Error | null> {
  for (let start = 0; start < addresses.length; start += AT_A_TIME) {
    try {
      await send(addresses.slice(start, start + AT_A_TIME));
    } catch (error) {
      if (isAppError(error)) return error;
      throw error;
    }
  }
  return null;
}

/** The addresses of people and those that were written, each once; and the people who have none. */
function addressesOf(db: Database, personIds: readonly string[], emails: readonly string[]) {
  const people = db.all<{ id: string; name: string | null; email: string | null }>(
    `SELECT value AS id, people.name, people.email
     FROM json_each(:ids) LEFT JOIN people ON people.id = value`,
    { ids: JSON.stringify(personIds) },
  );
  const all = new Map<string, string>();
  for (const email of [...people.flatMap((person) => person.email ?? []), ...emails]) {
    const key = emailKey(email);
    if (key !== null && !all.has(key)) all.set(key, email.trim());
  }
  const nameless = people
    .filter(({ email }) => email === null)
    .map(({ id, name }) => ({
      email: name ?? id,
      reason: 'HeadshotPro has no address of this person, and moves people by their addresses.',
    }));
  return { addresses: [...all.values()], nameless };
}

function memberOf(db: Database, email: string): { teamId: string | null } | undefined {
  return db.get<{ teamId: string | null }>(
    `SELECT team_id AS teamId FROM members
     WHERE lower(trim(email)) = :email AND gone_at IS NULL`,
    { email: emailKey(email) },
  );
}

function reasonFor(db: Database, email: string, problem: Error | null): string {
  if (memberOf(db, email)) {
    return problem?.message ?? 'HeadshotPro accepted the call, but did not move this member.';
  }
  const invite = db.get<{ status: string }>(
    'SELECT status FROM invites WHERE email = :email AND gone_at IS NULL',
    { email: emailKey(email) },
  );
  if (invite && !isGone(invite.status)) {
    return 'Only invited so far: only people who have signed up can be moved.';
  }
  return 'Nobody of the organization has this address. Invite it into the team instead.';
}
