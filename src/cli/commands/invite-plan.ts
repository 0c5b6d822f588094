import { checkInvites, type InviteContext } from '#core/invites/check.ts';
import type { Team } from '#shared/domain.ts';
import type {
  CheckedInvites,
  InviteList,
  InviteProblemCode,
  InviteToSend,
} from '#shared/invites.ts';
import { count } from '../format.ts';
import type { Terminal } from '../terminal.ts';

/** Something about one line that somebody should know. */
interface Remark {
  line: number;
  email: string;
  code: InviteProblemCode;
  message: string;
}

/** What is to be done about a list. */
export interface InvitePlan {
  lines: number;
  toSend: InviteToSend[];
  /** Keep their lines back. */
  problems: Remark[];
  /** Lines about which nothing has to be done: they are invited already, or members. */
  done: Remark[];
  /** Their lines are sent all the same. */
  warnings: Remark[];
  /** To be made first; their ids are stand-ins until then. */
  newTeams: Team[];
  ignoredColumns: string[];
  invited: ReadonlyMap<string, string>;
}

const DONE: readonly InviteProblemCode[] = ['already_invited', 'already_member'];
/** More lines with nothing to do are told as a number. */
const MOST_DONE_NAMED = 10;

/** Holds a list against the organization; with `createTeams` as if the teams it names were there. */
export function planInvites(
  list: InviteList,
  context: InviteContext,
  { teamId, createTeams }: { teamId: string | null; createTeams: boolean },
): InvitePlan {
  const first = checkInvites(list, context, teamId);
  const newTeams = createTeams
    ? first.unknownTeams.map(({ name }) => ({ id: `new ${name}`, name }))
    : [];
  const checked =
    newTeams.length === 0
      ? first
      : checkInvites(list, { ...context, teams: [...context.teams, ...newTeams] }, teamId);
  return { ...sorted(checked), newTeams, invited: context.invited };
}

/** The same plan once its new teams are made: `made` has their ids by the stand-ins. */
export function withRealTeams(plan: InvitePlan, made: ReadonlyMap<string, string>): InvitePlan {
  const toSend = plan.toSend.map((invite) => {
    const { teamId } = invite;
    return { ...invite, teamId: teamId === null ? null : (made.get(teamId) ?? teamId) };
  });
  return { ...plan, toSend };
}

function sorted({ lines, ignoredColumns }: CheckedInvites) {
  const plan: Omit<InvitePlan, 'newTeams' | 'invited'> = {
    lines: lines.length,
    toSend: [],
    problems: [],
    done: [],
    warnings: [],
    ignoredColumns,
  };
  for (const { line, email, teamId, name, employeeId, problems, sendable } of lines) {
    const remarks = problems.map(({ code, message }) => ({ line, email, code, message }));
    const isDone = problems.every(({ code }) => DONE.includes(code));
    if (sendable) {
      plan.toSend.push({ line, email, teamId, name, employeeId });
      plan.warnings.push(...remarks);
    } else if (isDone) plan.done.push(...remarks);
    else plan.problems.push(...remarks);
  }
  return plan;
}

/** The plan for `--json`. */
export function planToJson({ toSend, newTeams, invited: _, ...rest }: InvitePlan) {
  return { ...rest, sendable: toSend.length, newTeams: newTeams.map(({ name }) => name) };
}

/** Says every problem by line, and the rest in numbers. */
export function sayPlan(terminal: Terminal, plan: InvitePlan): void {
  const { problems, done, warnings, newTeams, toSend, ignoredColumns } = plan;
  for (const { line, message } of problems) terminal.complain(`line ${line}: ${message}`);
  // A list that is sent again has little else.
  if (done.length > MOST_DONE_NAMED) {
    terminal.note(`${done.length} lines are invited already or members, and count as done.`);
  } else {
    for (const { line, email, message } of done) {
      terminal.note(`line ${line}, ${email}: ${message}`);
    }
  }
  const [warning] = warnings.slice(-1);
  if (warning) terminal.note(`from line ${warnings[0]?.line}: ${warning.message}`);
  if (ignoredColumns.length > 0) terminal.note(`Columns not used: ${ignoredColumns.join(', ')}`);
  if (newTeams.length > 0) {
    terminal.note(`Teams to be made: ${newTeams.map(({ name }) => name).join(', ')}`);
  }
  const lines = new Set(problems.map(({ line }) => line)).size;
  const held = lines > 0 ? `; ${count(lines, 'line has a problem', 'lines have problems')}` : '';
  terminal.say(`${count(toSend.length, 'person', 'people')} to invite${held}.`);
}
