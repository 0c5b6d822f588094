import { FOR_A_PERSON } from '#core/headshotpro/api.ts';
import { createHistory } from '#core/organization/history.ts';
import { rereadIfPossible } from '#core/organization/reread.ts';
import { AppError, isAppError } from '#shared/errors.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { count } from '../format.ts';
import { findTeam } from '../scope.ts';
import { readAddress, sayLink } from './invite-commands.ts';
import { type RemovalOptions, removeTarget } from './removal-command.ts';

/** `v1 credits`: the credits left, as version 1 has them. */
export async function v1Credits({ connected, terminal }: CliContext): Promise<number> {
  return connected(async ({ api }) => {
    const credits = await api.v1.credits(FOR_A_PERSON);
    terminal.json({ credits });
    terminal.say(`${count(credits, 'credit')} left`);
    return EXIT.done;
  });
}

/** `v1 invite`: invites one person through version 1; whoever is invited already counts as done. */
export async function v1Invite(
  context: CliContext,
  written: string,
  options: { team?: string; link?: boolean },
): Promise<number> {
  const { online, terminal } = context;
  const email = readAddress(written);
  return online(async ({ library }, { api, organization }) => {
    library.mirror.begin(organization);
    const teamId = options.team === undefined ? null : findTeam(organization.teams, options.team);
    const invite = { email, ...(teamId !== null && { teamId }) };
    const sent = await createHistory(library).record(
      { kind: 'invite', subject: email },
      () =>
        api.v1.invite(invite, FOR_A_PERSON).catch((error: unknown) => {
          if (isAppError(error, 'already_exists')) return null;
          throw error;
        }),
      (made) => (made ? 'Sent through version 1.' : 'Invited already.'),
    );
    await rereadIfPossible({ api, library }, { invites: true, credits: true });
    if (sent === null) {
      terminal.json({ email, id: null, state: 'already' });
      terminal.say(`${email} is invited already.`);
      return EXIT.done;
    }
    const { id, link } = sent;
    terminal.json({ email, id, state: 'sent', ...(options.link && { link }) });
    terminal.say(`Invited ${email}${id === null ? '' : `; the invite’s id is ${id}`}.`);
    if (options.link) sayLink(context, link);
    return EXIT.done;
  });
}

/** `v1 revoke`: as `invites revoke` does it, with version 1's own call at the end. */
export async function v1Revoke(
  context: CliContext,
  written: string,
  options: RemovalOptions,
): Promise<number> {
  const online: CliContext['online'] = (work) =>
    context.online((workspace, { api, organization }) => {
      const invites = { ...api.invites, revoke: api.v1.revoke };
      return work(workspace, { api: { ...api, invites }, organization });
    });
  const target = { kind: 'invite', email: readAddress(written) } as const;
  return removeTarget({ ...context, online }, target, options);
}

/** `v1 show`: the invite that version 1 knows by its id. */
export async function v1Show({ connected, terminal }: CliContext, id: string): Promise<number> {
  return connected(async ({ api }) => {
    const invite = await api.v1.inviteById(id, FOR_A_PERSON);
    if (invite === null) {
      throw new AppError('not_found', `Version 1 knows no invite with the id “${id}”.`);
    }
    terminal.json({ invite });
    terminal.say(`${invite.email ?? '–'}  ${invite.v1Status} (${invite.status})`);
    return EXIT.done;
  });
}
