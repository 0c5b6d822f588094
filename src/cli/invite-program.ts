import type { Command } from 'commander';
import { addCommand, type Run, withOnline } from './command-options.ts';
import { listInvites, sendInvite, showInvite } from './commands/invite-commands.ts';
import { sendCsv } from './commands/send-csv-command.ts';
import { addRevokeCommand } from './removal-options.ts';

/** `invites …`: whoever is invited, and inviting one person or many. */
export function addInviteCommands(program: Command, run: Run): void {
  const invites = program
    .command('invites')
    .description('The invites: list, send one or many, look one up.');

  withOnline(
    addCommand(
      invites,
      'list',
      'Every invite with its status.',
      'headshot-desk invites list --status pending',
    ),
  )
    .option('--status <status>', 'pending, accepted, uploading, generating, completed, …')
    .option('--team <name|id>', 'only this team; “unassigned” for the invites without one')
    .action((options) => run(options, (context) => listInvites(context, options)));

  withOnline(
    addCommand(
      invites,
      'send <email>',
      'Invite one person.',
      'headshot-desk invites send anna@example.com --team Sales --link',
    ),
  )
    .option('--team <name|id>', 'the team to join')
    .option('--link', 'print the sign-up link: whoever has it can sign up')
    .action((email: string, options) =>
      run(options, (context) => sendInvite(context, email, options)),
    );

  withOnline(
    addCommand(
      invites,
      'send-csv <file>',
      'Invite everybody in a CSV, or in a list of addresses; - reads standard input.',
      'headshot-desk invites send-csv people.csv --team Sales --dry-run',
    ),
  )
    .option('--team <name|id>', 'for the lines that name no team')
    .option('--create-teams', 'create the teams that are named and not there')
    .option('--dry-run', 'say what is wrong with which line; send nothing')
    .option('--skip-problems', 'send what can be sent, although some lines have problems')
    .addHelpText('after', LIST_HELP)
    .action((file: string, options) => run(options, (context) => sendCsv(context, file, options)));

  withOnline(
    addCommand(
      invites,
      'show <email|v1-id>',
      'One invite, by its address or by its id of version 1.',
      'headshot-desk invites show anna@example.com',
    ),
  ).action((query: string, options) => run(options, (context) => showInvite(context, query)));

  addRevokeCommand(invites, run);
}

const LIST_HELP = `
The columns are found by their headings: e-mail; team (name or id); name, or first and last name;
employee id. Name and employee id stay on this computer: HeadshotPro takes neither. Without headings the
column with the addresses is found by itself, and the team is the first of the others.

Lines that are invited already count as done. Any other problem keeps everything back, with exit status
2, unless --skip-problems. Stopped or killed, run the same command again: it goes on, and nobody is
invited twice.`;
