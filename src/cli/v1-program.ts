import type { Command } from 'commander';
import { addCommand, type Run, withOnline } from './command-options.ts';
import { v1Credits, v1Invite, v1Revoke, v1Show } from './commands/v1-commands.ts';
import { withRemoval } from './removal-options.ts';

/** `v1 …`: the calls of the version before, for keys and links that still come from it. */
export function addV1Commands(program: Command, run: Run): void {
  const v1 = program
    .command('v1')
    .description('The API of the version before, for keys and links that still come from it.');

  withOnline(
    addCommand(v1, 'credits', 'The credits left.', 'headshot-desk v1 credits --json'),
  ).action((options) => run(options, v1Credits));

  withOnline(
    addCommand(
      v1,
      'invite <email>',
      'Invite one person.',
      'headshot-desk v1 invite anna@example.com',
    ),
  )
    .option('--team <name|id>', 'the team to join')
    .option('--link', 'print the sign-up link: whoever has it can sign up')
    .action((email: string, options) =>
      run(options, (context) => v1Invite(context, email, options)),
    );

  withRemoval(
    addCommand(
      v1,
      'revoke <email>',
      'Revoke an invite, and with it the person and all photos, after they were downloaded.',
      'headshot-desk v1 revoke anna@example.com --yes',
    ),
  ).action((email: string, options) =>
    run(options, (context) => v1Revoke(context, email, options)),
  );

  withOnline(
    addCommand(v1, 'show <id>', 'The invite with this id.', 'headshot-desk v1 show k3v9q2'),
  ).action((id: string, options) => run(options, (context) => v1Show(context, id)));
}
