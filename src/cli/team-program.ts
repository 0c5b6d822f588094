import type { Command } from 'commander';
import { addCommand, collect, type Run, withCommon, withOnline } from './command-options.ts';
import { teams } from './commands/library-commands.ts';
import {
  addToTeamCommand,
  createTeamCommand,
  deleteTeamCommand,
  renameTeamCommand,
} from './commands/team-commands.ts';

/** `teams …`: the teams, and who is in them. */
export function addTeamCommands(program: Command, run: Run): void {
  const group = program
    .command('teams')
    .description('The teams: list, create, rename, delete, add.');

  // `teams` alone lists them, too.
  withCommon(group.command('list', { isDefault: true }))
    .description('The teams with their totals, offline.')
    .addHelpText('after', '\nExample:\n  headshot-desk teams')
    .action((options) => run(options, teams));

  withOnline(
    addCommand(group, 'create <name>', 'Make a team.', 'headshot-desk teams create Sales'),
  ).action((name: string, options) => run(options, (context) => createTeamCommand(context, name)));

  withOnline(
    addCommand(
      group,
      'rename <team> <name>',
      'Call a team otherwise.',
      'headshot-desk teams rename Sales "Sales and service"',
    ),
  ).action((team: string, name: string, options) =>
    run(options, (context) => renameTeamCommand(context, team, name)),
  );

  withOnline(
    addCommand(
      group,
      'delete <team>',
      'Delete a team: members stay, open invites are cancelled.',
      'headshot-desk teams delete Sales --yes',
    ),
  )
    .option('--yes', 'do it; without it, only what it means is said')
    .action((team: string, options) =>
      run(options, (context) => deleteTeamCommand(context, team, options)),
    );

  withOnline(
    addCommand(
      group,
      'add <team> [emails...]',
      'Move members into a team.',
      'headshot-desk teams add Sales anna@example.com --person "Mira Dahl"',
    ),
  )
    .option('--person <name|e-mail|id>', 'somebody of the library; repeatable', collect)
    .option('--from <file>', 'every address in this file')
    .action((team: string, emails: string[], options) =>
      run(options, (context) => addToTeamCommand(context, team, emails, options)),
    );
}
