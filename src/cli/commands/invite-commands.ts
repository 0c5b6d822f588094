import { FOR_A_PERSON } from '#core/headshotpro/api.ts';
import { addressProblem, cleanAddress } from '#core/invites/email-address.ts';
import { findInvite } from '#core/invites/find-invite.ts';
import { inviteExpiry } from '#core/invites/invite-status.ts';
import { sendOutside } from '#core/jobs/send-outside.ts';
import type { Invite, Team } from '#shared/domain.ts';
import { AppError } from '#shared/errors.ts';
import { UNASSIGNED } from '#shared/export.ts';
import type { CliContext } from '../context.ts';
import { EXIT, exitStatusOf } from '../exit-status.ts';
import { count, table } from '../format.ts';
import { findTeam } from '../scope.ts';

const STATUSES = [
  'pending',
  'accepted',
  'uploading',
  'generating',
  'completed',
  'revoked',
  'deleted',
];
/** `invites list`: every invite as HeadshotPro has it now. */
export async function listInvites(
  { connected, terminal, signal }: CliContext,
  options: { status?: string; team?: string },
): Promise<number> {
  const { status } = options;
  if (status !== undefined && !STATUSES.includes(status)) {
    const known = STATUSES.join(', ');
    throw new AppError('invalid_input', `There is no status “${status}”. Use one of: ${known}.`);
  }
  return connected(async ({ api, organization }) => {
    const inTeam = teamFilter(organization.teams, options.team);
    const all = await Array.fromAsync(api.invites.list({ ...FOR_A_PERSON, signal }));
    const found = all.filter(
      (invite) => inTeam(invite) && (status === undefined || invite.status === status),
    );
    const invites = found.map((invite) => ({
      ...invite,
      expiresAt: inviteExpiry(invite.status, invite.createdAt),
    }));
    terminal.json({ invites });
    const rows = invites.map(({ email, teamName, createdAt, expiresAt, ...invite }) => {
      return [email, invite.status, teamName ?? '–', dayOf(createdAt), dayOf(expiresAt)];
    });
    const head = ['E-mail', 'Status', 'Team', 'Sent', 'Link ends'];
    for (const line of table([head, ...rows])) terminal.say(line);
    terminal.say(count(invites.length, 'invite'));
    return EXIT.done;
  });
}

/** `invites send`: invites one person; whoever is invited already counts as done. */
export async function sendInvite(
  context: CliContext,
  written: string,
  options: { team?: string; link?: boolean },
): Promise<number> {
  const { online, terminal, signal } = context;
  const email = readAddress(written);
  return online(async (workspace, { organization }) => {
    const { library, invites } = workspace;
    library.mirror.begin(organization);
    const teamId = options.team === undefined ? null : findTeam(organization.teams, options.team);
    const person = { line: 1, email, teamId, name: null, employeeId: null };
    const run = { label: email, giveUp: true, signal };
    const { jobId, halted } = await sendOutside(workspace, [person], run);
    if (halted) throw halted;
    const [result] = invites.table.results(jobId, null, { offset: 0, limit: 1 });
    const { state = 'unknown', error = null } = result ?? {};
    const link = invites.links.get(email);
    terminal.json({ email, teamId, state, ...(options.link && { link }), ...(error && { error }) });
    if (error) {
      terminal.complain(error.message);
      return exitStatusOf(error.code);
    }
    terminal.say(state === 'already' ? `${email} is invited already.` : `Invited ${email}.`);
    if (options.link) sayLink(context, link);
    return EXIT.done;
  });
}

/** `invites show`: one invite, by address or by its id of version 1. */
export async function showInvite(
  { connected, terminal }: CliContext,
  query: string,
): Promise<number> {
  return connected(async ({ api, organization }) => {
    const invite = await findInvite(query, {
      api,
      teams: organization.teams,
      db: null,
      links: null,
    });
    if (invite === null) {
      throw new AppError('not_found', `HeadshotPro knows no invite “${query}”.`);
    }
    const { email, status, teamId, teamName, modelId, createdAt, expiresAt, legacyId } = invite;
    terminal.json({
      invite: { email, status, teamId, teamName, modelId, createdAt, expiresAt, legacyId },
    });
    terminal.say(`${email === '' ? '–' : email}  ${status}`);
    terminal.say(`Team: ${teamName ?? teamId ?? '–'}`);
    if (createdAt !== null) terminal.say(`Sent: ${dayOf(createdAt)}`);
    if (expiresAt !== null) terminal.say(`Link ends: ${dayOf(expiresAt)}`);
    if (modelId !== null) terminal.say(`Session: ${modelId}`);
    return EXIT.done;
  });
}

/** An address as it was typed, without what comes along when it is copied. Throws `invalid_input`. */
export function readAddress(written: string): string {
  const email = cleanAddress(written);
  const problem = addressProblem(email);
  if (problem === null) return email;
  throw new AppError('invalid_input', `“${email}” ${problem}. Correct it.`);
}

/** Prints the link of an invite that was sent, where it was asked for. */
export function sayLink({ terminal }: CliContext, link: string | null): void {
  if (link !== null) terminal.say(link);
  else terminal.note('There is no link: HeadshotPro gives it only when it sends the invite.');
}

function teamFilter(
  teams: readonly Team[],
  name: string | undefined,
): (invite: Pick<Invite, 'teamId'>) => boolean {
  if (name === undefined) return () => true;
  const wanted = name === UNASSIGNED ? null : findTeam(teams, name);
  return ({ teamId }) => teamId === wanted;
}

function dayOf(time: string | null): string {
  return time?.slice(0, 10) ?? '–';
}
