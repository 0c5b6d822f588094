import type { Team } from '#shared/domain.ts';
import { AppError } from '#shared/errors.ts';
import type {
  CheckedInvites,
  CheckedLine,
  InviteLine,
  InviteList,
  InviteProblem,
  InviteProblemCode,
} from '#shared/invites.ts';
import { emailKey, foldText } from '../library/text-keys.ts';
import { isGone } from './invite-status.ts';

/** Pending invites a credit (reference §4.2). */
export const INVITES_PER_CREDIT = 2;

/** What is known of an organization when a list is checked. */
export interface InviteContext {
  teams: readonly Team[];
  /** The status of each invite, by address in lower case; `revoked` and `deleted` ones may go out again. */
  invited: ReadonlyMap<string, string>;
  /** The addresses of members, in lower case. */
  members: ReadonlySet<string>;
  /** Null where they are not known. */
  credits: number | null;
}

/** Worth knowing, but HeadshotPro takes the invite all the same. */
const WARNINGS: ReadonlySet<InviteProblemCode> = new Set(['over_credits']);
const PENDING = 'pending';

/**
 * Holds a list against the organization. What the lines had against them already stays. `teamId` is
 * for the lines that name no team; throws `not_found` where there is no such team.
 */
export function checkInvites(
  { lines, ignoredColumns }: InviteList,
  context: InviteContext,
  teamId: string | null = null,
): CheckedInvites {
  if (teamId !== null && !context.teams.some(({ id }) => id === teamId)) {
    throw new AppError('not_found', 'The chosen team is no longer there. Choose another one.');
  }
  const findTeam = teamFinder(context.teams);
  const unknown = new Map<string, { name: string; lines: number }>();
  const room = createRoom(context);
  const checked = lines.map((line): CheckedLine => {
    const team = line.team === null ? null : findTeam(line.team);
    if (team === 'unknown' && line.team !== null) count(unknown, line.team);
    const problems = [...line.problems, ...teamProblems(line.team, team), ...known(line, context)];
    if (isSendable(problems)) problems.push(...room.take());
    return { ...line, teamId: idOf(team, teamId), problems, sendable: isSendable(problems) };
  });
  return { lines: checked, unknownTeams: [...unknown.values()], ignoredColumns };
}

type Found = Team | 'unknown' | 'ambiguous';

/** `otherwise` is for a line that names no team; one that names none that can be found gets none. */
function idOf(team: Found | null, otherwise: string | null): string | null {
  if (team === null) return otherwise;
  return typeof team === 'object' ? team.id : null;
}

/** By id, else by name as it is written, else by name whatever its case, accents and spaces. */
function teamFinder(teams: readonly Team[]): (written: string) => Found {
  const byId = new Map(teams.map((team) => [team.id, team]));
  const byName = Map.groupBy(teams, ({ name }) => name.trim());
  const byKey = Map.groupBy(teams, ({ name }) => foldText(name));
  return (written) => {
    const byItsId = byId.get(written.trim());
    if (byItsId) return byItsId;
    const found = byName.get(written.trim()) ?? byKey.get(foldText(written)) ?? [];
    return found.length > 1 ? 'ambiguous' : (found[0] ?? 'unknown');
  };
}

function teamProblems(written: string | null, team: Found | null): InviteProblem[] {
  if (team === 'unknown') {
    const message = `There is no team “${written}”. Create it, or choose another one.`;
    return [{ code: 'unknown_team', message }];
  }
  if (team === 'ambiguous') {
    const message = `More than one team is called “${written}”. Name it by its id.`;
    return [{ code: 'ambiguous_team', message }];
  }
  return [];
}

function known(
  { email, problems }: InviteLine,
  { members, invited }: InviteContext,
): InviteProblem[] {
  const key = emailKey(email);
  if (key === null || problems.length > 0) return [];
  if (members.has(key)) {
    return [{ code: 'already_member', message: 'This person has signed up already.' }];
  }
  const status = invited.get(key);
  if (status === undefined || isGone(status)) return [];
  return [{ code: 'already_invited', message: `This address is invited already (${status}).` }];
}

/** How many more invites the credits allow for. Each `take` uses one up. */
function createRoom({ credits, invited }: InviteContext) {
  let pending = [...invited.values()].filter((status) => status === PENDING).length;
  return {
    take(): InviteProblem[] {
      if (credits === null) return [];
      if (credits <= 0) {
        const message = 'There are no credits left. Buy some before this invite goes out.';
        return [{ code: 'over_cap', message }];
      }
      const cap = credits * INVITES_PER_CREDIT;
      if (pending >= cap) {
        const message = `With ${credits} credits at most ${cap} invites can be open. Send this one when some are accepted.`;
        return [{ code: 'over_cap', message }];
      }
      pending++;
      if (pending <= credits) return [];
      const message = `There are ${credits} credits for ${pending} open invites: the last to upload may find none.`;
      return [{ code: 'over_credits', message }];
    },
  };
}

function isSendable(problems: readonly InviteProblem[]): boolean {
  return problems.every(({ code }) => WARNINGS.has(code));
}

function count(unknown: Map<string, { name: string; lines: number }>, name: string): void {
  const key = foldText(name);
  const known = unknown.get(key) ?? { name: name.trim(), lines: 0 };
  known.lines++;
  unknown.set(key, known);
}
