import { type Command, Option } from 'commander';
import { addCommand, type Run, withOnline } from './command-options.ts';
import { createModel, listModels, showModel } from './commands/model-commands.ts';
import { removeTarget } from './commands/removal-command.ts';
import { withRemoval } from './removal-options.ts';

/** `models …`: the sessions of headshots. */
export function addModelCommands(program: Command, run: Run): void {
  const group = program
    .command('models')
    .description('The sessions of headshots: list, show, create, delete.');

  withOnline(
    addCommand(group, 'list', 'Every session.', 'headshot-desk models list --status active'),
  )
    .option('--status <status>', 'onboarding, waiting, pending, generatingHeadshots, active, …')
    .option('--team <name|id>', 'only this team; “unassigned” for nobody’s')
    .action((options) => run(options, (context) => listModels(context, options)));

  withOnline(
    addCommand(group, 'show <id>', 'One session.', 'headshot-desk models show 66b0c2f19d3e'),
  ).action((id: string, options) => run(options, (context) => showModel(context, id)));

  withRemoval(
    addCommand(
      group,
      'delete <id>',
      'Delete a session with its photos, after they were downloaded.',
      'headshot-desk models delete 66b0c2f19d3e --yes',
    ),
  ).action((modelId: string, options) =>
    run(options, (context) => removeTarget(context, { kind: 'model', modelId }, options)),
  );

  withOnline(
    addCommand(
      group,
      'create <email>',
      'Make a session (whitelabel organizations only) and print its link, once.',
      'headshot-desk models create anna@example.com --team Sales',
    ),
  )
    .option('--team <name|id>', 'the team it is for')
    .option('--development', 'a test: ready in minutes, without a credit')
    .addOption(new Option('--version <version>', 'how it is made').choices(['lora', 'one-shot']))
    .action((email: string, options) =>
      run(options, (context) => createModel(context, email, options)),
    );
}
