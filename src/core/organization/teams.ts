import type { Organization, Team } from '#shared/domain.ts';
import { AppError, isAppError } from '#shared/errors.ts';
import { UNASSIGNED } from '#shared/export.ts';
import type { TeamDeletion } from '#shared/organization.ts';
import { FOR_A_PERSON } from '../headshotpro/api.ts';
import { assertConfirmed } from './confirmation.ts';
import { withoutDoubt } from './doubt.ts';
import { createHistory } from './history.ts';
import { type RereadPorts, reread, rereadIfPossible } from './reread.ts';
import { assertNameIsFree, teamCalled } from './team-names.ts';

/** So many of the invites that a deletion cancels are told by their addresses. */
const INVITED_NAMED = 10;

/** Makes a team. Throws `already_exists` for a name that is taken. */
export async function createTeam(name: string, ports: RereadPorts): Promise<Team> {
  const { api, library } = ports;
  const before = await askTeams(ports);
  assertNameIsFree(name, before);
  return createHistory(library).record(
    { kind: 'team.create', subject: name },
    async () => {
      const change = () => api.teams.create(name, FOR_A_PERSON);
      const after = await afterwards(change, (now) => teamCalled(name, now) !== undefined, ports);
      const known = new Set(before.map(({ id }) => id));
      const isNew = (team: Team) => !known.has(team.id) && team.name === name;
      const made = after.find(isNew) ?? teamCalled(name, after);
      if (made) return made;
      throw new AppError(
        'api_not_understood',
        `HeadshotPro took the team “${name}”, but does not list it. Sync to see whether it is there.`,
      );
    },
    () => 'The team is there.',
  );
}

/** Calls a team otherwise. Throws `already_exists` for a name that is taken. */
export async function renameTeam(
  { teamId, name }: { teamId: string; name: string },
  ports: RereadPorts,
): Promise<Team> {
  const { api, library } = ports;
  const teams = await askTeams(ports);
  const team = requireTeam(teamId, teams);
  assertNameIsFree(name, teams, teamId);
  if (team.name === name) return team;
  return createHistory(library).record(
    { kind: 'team.rename', subject: team.name },
    async () => {
      const isIt = ({ id }: Team) => id === teamId;
      const change = () => api.teams.rename(teamId, name, FOR_A_PERSON);
      const after = await afterwards(change, (now) => now.find(isIt)?.name === name, ports);
      return after.find(isIt) ?? { id: teamId, name };
    },
    (renamed) => `It is called “${renamed.name}” now.`,
  );
}

/** What deleting a team means: its open invites as HeadshotPro has them now. */
export async function previewTeamDeletion(
  teamId: string,
  ports: RereadPorts,
): Promise<TeamDeletion> {
  const { db } = ports.library;
  const team = requireTeam(teamId, await askTeams(ports));
  await reread(ports, { invites: true });
  const count = (from: string) =>
    db.get<{ n: number }>(`SELECT COUNT(*) AS n ${from}`, { teamId })?.n ?? 0;
  const pending = "FROM invites WHERE team_id = :teamId AND status = 'pending' AND gone_at IS NULL";
  const invited = db.all<{ email: string }>(
    `SELECT email ${pending} ORDER BY email LIMIT ${INVITED_NAMED}`,
    { teamId },
  );
  return {
    team,
    members: count('FROM members WHERE team_id = :teamId AND gone_at IS NULL'),
    pendingInvites: count(pending),
    invited: invited.map(({ email }) => email),
    confirmation: team.name,
  };
}

/** Deletes a team: its members stay, its open invites are cancelled. One that is gone counts as deleted. */
export async function deleteTeam(
  { teamId, confirmation }: { teamId: string; confirmation: string },
  ports: RereadPorts,
): Promise<void> {
  const { api, library } = ports;
  const preview = await previewTeamDeletion(teamId, ports);
  assertConfirmed(confirmation, preview.confirmation);
  const { team, members, pendingInvites } = preview;
  await createHistory(library).record(
    { kind: 'team.delete', subject: team.name },
    async () => {
      try {
        const change = () => api.teams.delete(teamId, FOR_A_PERSON);
        await afterwards(change, (now) => now.every(({ id }) => id !== teamId), ports);
        return `Members who stay, without a team: ${members}. Open invites cancelled: ${pendingInvites}.`;
      } catch (error) {
        if (!isAppError(error, 'not_found', 'already_deleted')) throw error;
        await reread(ports, { teams: true });
        return 'It was gone at HeadshotPro already.';
      }
    },
    (detail) => detail,
  );
  await rereadIfPossible(ports, { credits: true, invites: true, members: true });
}

/** The team as HeadshotPro has it. Throws `invalid_input` for nobody's team and `not_found` for an unknown one. */
export async function askTeam(teamId: string, ports: RereadPorts): Promise<Team> {
  return requireTeam(teamId, await askTeams(ports));
}

function requireTeam(teamId: string, teams: readonly Team[]): Team {
  if (teamId === UNASSIGNED) {
    throw new AppError(
      'invalid_input',
      'The people without a team are no team: HeadshotPro cannot move, rename or delete them as one.',
    );
  }
  const team = teams.find(({ id }) => id === teamId);
  if (team) return team;
  throw new AppError(
    'not_found',
    'HeadshotPro no longer has this team. The list of teams is up to date now.',
  );
}

/** The teams as they are now; the library follows. */
async function askTeams({ api, library }: RereadPorts): Promise<Team[]> {
  const teams = await Array.fromAsync(api.teams.list(FOR_A_PERSON));
  library.mirror.allTeams(teams);
  return teams;
}

/** The teams after a change, as its reply has them: the whole organization. A lost reply is made up for. */
async function afterwards(
  change: () => Promise<Organization>,
  tookEffect: (teams: readonly Team[]) => boolean,
  ports: RereadPorts,
): Promise<Team[]> {
  const look = async () => {
    const teams = await askTeams(ports);
    return tookEffect(teams) ? teams : null;
  };
  const replied = async () => (await change()).teams;
  const teams = await withoutDoubt(replied, look);
  if (teams.length === 0) return askTeams(ports);
  ports.library.mirror.allTeams(teams);
  return teams;
}
