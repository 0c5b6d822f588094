import type { Command } from 'commander';
import { addCommand, type Run, withOnline } from './command-options.ts';
import { removeTarget } from './commands/removal-command.ts';

/** What every command has that destroys photos. */
export function withRemoval(command: Command): Command {
  return withOnline(command)
    .option('--yes', 'do it; without it, only what will be lost is said')
    .option('--without-photos', 'lose the photos that are not here, instead of downloading them');
}

/** `invites revoke`, for the group of invites. */
export function addRevokeCommand(invites: Command, run: Run): void {
  withRemoval(
    addCommand(
      invites,
      'revoke <email>',
      'Revoke an invite, and with it the person and all photos, after they were downloaded.',
      'headshot-desk invites revoke anna@example.com --yes',
    ),
  ).action((email: string, options) =>
    run(options, (context) => removeTarget(context, { kind: 'invite', email }, options)),
  );
}
