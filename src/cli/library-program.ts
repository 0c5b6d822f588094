import { type Command, Option } from 'commander';
import { defaultTemplate, TEMPLATE_TOKENS } from '#core/exports/template.ts';
import { LAYOUTS } from '#shared/export.ts';
import { KEY_VARIABLE } from './api-key.ts';
import { addCommand, choiceOf, type Run, withChoice, withOnline } from './command-options.ts';
import { exportCommand } from './commands/export-command.ts';
import { people, status } from './commands/library-commands.ts';
import { connect, download, sync } from './commands/sync-commands.ts';
import { verify } from './commands/verify-command.ts';

/** `connect` to `verify`: the way of the photos, from HeadshotPro into the library and out of it. */
export function addLibraryCommands(program: Command, run: Run): void {
  const command = (usage: string, description: string, example: string) =>
    addCommand(program, usage, description, example);

  withOnline(
    command(
      'connect',
      'Check the key and make the library.',
      `${KEY_VARIABLE}=… headshot-desk connect`,
    ),
  ).action((options) => run(options, connect));

  withOnline(
    command('sync', 'Mirror teams, people and photo lists into the library.', 'headshot-desk sync'),
  )
    .option('--full', 'list every photo again, so that new ratings come in')
    .action((options) => run(options, (context) => sync(context, options)));

  command('status', 'The library in numbers, offline.', 'headshot-desk status --json').action(
    (options) => run(options, status),
  );

  command('people', 'The people in the library, offline.', 'headshot-desk people --search müller')
    .option('--team <name|id>', 'only this team; “unassigned” for the people without one')
    .option('--status <status>', 'invited, accepted, in_progress, ready, failed or gone')
    .option('--search <text>', 'part of a name or e-mail, in any case and without accents')
    .action((options) => run(options, (context) => people(context, options)));

  withChoice(
    withOnline(
      command(
        'download',
        'Bring photos to this disk; goes on where it was stopped.',
        'headshot-desk download --team Sales --select favorites',
      ),
    ),
  )
    .addOption(
      new Option('--expiring', 'what nears 30 days, when HeadshotPro may delete it').conflicts([
        'team',
        'person',
      ]),
    )
    .action((options) => run(options, (context) => download(context, choiceOf(options))));

  withChoice(
    withOnline(
      command(
        'export',
        'Sync, download what is missing, and write verified ZIPs.',
        "headshot-desk export --team Sales --select favorites --to ./headshots --template '{first|slug}-{last|slug}'",
      ),
    ),
  )
    .option('--to <folder>', 'where the ZIPs go', './headshots')
    .option(
      '--template <names>',
      `names inside the export, see below; ${defaultTemplate('zip-per-team')} by default`,
    )
    .addOption(
      new Option('--layout <layout>', 'how the files are packed')
        .choices(LAYOUTS)
        .default(LAYOUTS[0]),
    )
    .option('--overwrite', 'replace files that are there already')
    .option('--dry-run', 'print the plan; download and write nothing')
    .option('--offline', 'export what is on disk, without HeadshotPro')
    .addHelpText('after', TEMPLATE_HELP)
    .action((options) =>
      run(options, (context) => exportCommand(context, { ...options, ...choiceOf(options) })),
    );

  command(
    'verify [zips...]',
    'Read back the whole library, or the ZIPs that are named.',
    'headshot-desk verify ./headshots/Sales.zip',
  )
    .option('--rebuild', 'put a damaged catalogue aside')
    .action((zips: string[], options) => run(options, (context) => verify(context, zips, options)));
}

const TEMPLATE_HELP = `
Templates: \`/\` makes folders, {token|slug} writes it plain, {number:2} pads with zeros.
${Object.entries(TEMPLATE_TOKENS)
  .map(([token, meaning]) => `  ${`{${token}}`.padEnd(12)} ${meaning}`)
  .join('\n')}`;
