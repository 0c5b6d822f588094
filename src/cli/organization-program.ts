import { type Command, Option } from 'commander';
import { CAMPAIGN_STEPS } from '#shared/campaign.ts';
import { addCommand, type Run, wholeNumber, withOnline } from './command-options.ts';
import { campaign, history } from './commands/campaign-command.ts';
import { credits } from './commands/credit-commands.ts';
import { MEMBER_STATUSES, members } from './commands/member-commands.ts';
import { addModelCommands } from './model-program.ts';
import { addTeamCommands } from './team-program.ts';

/** `teams …`, `members`, `models …`, `credits`, `campaign` and `history`: running the organization. */
export function addOrganizationCommands(program: Command, run: Run): void {
  addTeamCommands(program, run);
  addModelCommands(program, run);

  withOnline(
    addCommand(
      program,
      'members',
      'Who has signed up, by status.',
      'headshot-desk members --without-favorite --csv remind.csv',
    ),
  )
    .addOption(new Option('--status <status>', 'only these').choices(MEMBER_STATUSES))
    .option('--without-favorite', 'ready, and no favorite chosen')
    .option('--csv <file>', 'write them to a CSV file, too')
    .option('--limit <n>', 'at most so many', wholeNumber(1))
    .option('--offset <n>', 'without the first ones', wholeNumber(0))
    .action((options) => run(options, (context) => members(context, options)));

  withOnline(
    addCommand(program, 'credits', 'The credits left, and open invites.', 'headshot-desk credits'),
  )
    .option('--warn-below <n>', 'say on standard error when fewer are left', wholeNumber(0))
    .action((options) => run(options, (context) => credits(context, options)));

  addCommand(
    program,
    'campaign',
    'How far everybody is from invite to headshots, by team, offline.',
    'headshot-desk campaign --step accepted --csv stuck.csv',
  )
    .option('--csv <file>', 'write the people to a CSV file, the longest at their step first')
    .option('--team <name|id>', 'only this team in the CSV; “unassigned” for nobody’s')
    .addOption(new Option('--step <step>', 'only this step in the CSV').choices(CAMPAIGN_STEPS))
    .option('--without-favorite', 'only those who are ready and have chosen no favorite')
    .action((options) => run(options, (context) => campaign(context, options)));

  addCommand(
    program,
    'history',
    'What was done to the organization from this computer, offline.',
    'headshot-desk history --limit 20',
  )
    .option('--limit <n>', 'at most so many; 50 by default', wholeNumber(1))
    .option('--offset <n>', 'without the latest ones', wholeNumber(0))
    .action((options) => run(options, (context) => history(context, options)));
}
