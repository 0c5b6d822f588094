import { readFile } from 'node:fs/promises';
import { addressesIn } from '#core/invites/email-address.ts';
import { asLibraryError } from '#core/library/library-errors.ts';
import type { RereadPorts } from '#core/organization/reread.ts';
import { addTeamMembers } from '#core/organization/team-members.ts';
import {
  createTeam,
  deleteTeam,
  previewTeamDeletion,
  renameTeam,
} from '#core/organization/teams.ts';
import type { Organization } from '#shared/domain.ts';
import { AppError } from '#shared/errors.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { count } from '../format.ts';
import { findTeam, resolveScope } from '../scope.ts';

/** `teams create`. */
export async function createTeamCommand(context: CliContext, name: string): Promise<number> {
  return changing(context, async (ports) => {
    const team = await createTeam(nameOf(name), ports);
    context.terminal.json({ team });
    context.terminal.say(`Team ${team.name} is made (${team.id}).`);
    return EXIT.done;
  });
}

/** `teams rename`. */
export async function renameTeamCommand(
  context: CliContext,
  words: string,
  name: string,
): Promise<number> {
  return changing(context, async (ports, { teams }) => {
    const wanted = { teamId: findTeam(teams, words), name: nameOf(name) };
    const team = await renameTeam(wanted, ports);
    context.terminal.json({ team });
    context.terminal.say(`The team is called ${team.name} now.`);
    return EXIT.done;
  });
}

/** `teams delete`: says what it means; does it with `--yes`. */
export async function deleteTeamCommand(
  context: CliContext,
  words: string,
  { yes = false }: { yes?: boolean },
): Promise<number> {
  const { terminal } = context;
  return changing(context, async (ports, { teams }) => {
    const teamId = findTeam(teams, words);
    const deletion = await previewTeamDeletion(teamId, ports);
    const { team, members, pendingInvites, invited, confirmation } = deletion;
    terminal.say(`Team ${team.name}`);
    terminal.say(`  ${count(members, 'member')} will stay, without a team.`);
    terminal.say(`  ${count(pendingInvites, 'open invite')} will be cancelled by HeadshotPro.`);
    for (const email of invited) terminal.say(`    ${email}`);
    if (pendingInvites > invited.length) {
      terminal.say(`    and ${pendingInvites - invited.length} more`);
    }
    terminal.say('  This cannot be undone.');
    if (!yes) {
      terminal.json({ deleted: false, deletion });
      terminal.complain('Nothing was done. Add --yes to go on.');
      return EXIT.usage;
    }
    await deleteTeam({ teamId, confirmation }, ports);
    terminal.json({ deleted: true, deletion });
    terminal.say('The team is deleted.');
    return EXIT.done;
  });
}

/** `teams add`: moves members into a team; who could not be moved is named with the reason. */
export async function addToTeamCommand(
  context: CliContext,
  words: string,
  emails: string[],
  options: { person?: string[]; from?: string },
): Promise<number> {
  const { terminal } = context;
  const listed = options.from === undefined ? [] : await readAddresses(context, options.from);
  return changing(context, async (ports, { teams }) => {
    const { person = [] } = options;
    const { personIds } = resolveScope(ports.library.db, { person });
    const all = [...emails, ...listed];
    if (all.length + personIds.length === 0) {
      throw new AppError(
        'invalid_input',
        'Name whom to add: addresses, --person, or --from a file.',
      );
    }
    const wanted = { teamId: findTeam(teams, words), personIds, emails: all };
    const result = await addTeamMembers(wanted, ports);
    const { team, moved, notMoved } = result;
    terminal.json(result);
    terminal.say(`${count(moved.length, 'person', 'people')} in team ${team.name}.`);
    for (const { email, reason } of notMoved) terminal.complain(`  ${email}: ${reason}`);
    return notMoved.length > 0 ? EXIT.somePhotosFailed : EXIT.done;
  });
}

function changing(
  context: CliContext,
  work: (ports: RereadPorts, organization: Organization) => Promise<number>,
): Promise<number> {
  return context.online(async ({ library }, { api, organization }) => {
    library.mirror.begin(organization);
    return work({ api, library }, organization);
  });
}

function nameOf(written: string): string {
  const name = written.trim();
  if (name !== '') return name;
  throw new AppError('invalid_input', 'A team needs a name.');
}

async function readAddresses({ path }: CliContext, file: string): Promise<string[]> {
  const text = await readFile(path(file), 'utf8').catch((error: unknown) => {
    throw asLibraryError(error, path(file));
  });
  const found = addressesIn(text);
  if (found.length > 0) return found;
  throw new AppError('invalid_input', `There is no e-mail address in ${path(file)}.`);
}
