import { Command, CommanderError, Option } from 'commander';
import { defaultTemplate, TEMPLATE_TOKENS } from '#core/exports/template.ts';
import { plainJson, plainLine } from '#core/plain-text.ts';
import { redact } from '#core/redact.ts';
import { holdSecret, withoutSecrets } from '#core/secrets.ts';
import { type ErrorCode, type ErrorData, toErrorData } from '#shared/errors.ts';
import { LAYOUTS } from '#shared/export.ts';
import { KEY_VARIABLE } from './api-key.ts';
import {
  addCommand,
  choiceOf,
  collect,
  type Run,
  wholeNumber,
  withChoice,
  withDemoSize,
  withOnline,
} from './command-options.ts';
import { exportCommand } from './commands/export-command.ts';
import { people, status } from './commands/library-commands.ts';
import { connect, download, sync } from './commands/sync-commands.ts';
import { verify } from './commands/verify-command.ts';
import { type CliContext, type CliWorld, createContext, type OnlineOptions } from './context.ts';
import { EXIT, exitStatusOf } from './exit-status.ts';
import { addInviteCommands } from './invite-program.ts';
import { addLiveCommands } from './live-program.ts';
import { addOrganizationCommands } from './organization-program.ts';
import { addV1Commands } from './v1-program.ts';
import { SECRET_VARIABLE } from './webhook-secret.ts';

/** Runs one command line (without program name); the exit status. Never rejects, never exits. */
export async function runCli(args: readonly string[], world: CliWorld): Promise<number> {
  let exitStatus: number = EXIT.done;
  for (const variable of [KEY_VARIABLE, SECRET_VARIABLE]) {
    holdSecret((world.env[variable] ?? '').trim());
  }
  const run = async (options: OnlineOptions, work: (context: CliContext) => Promise<number>) => {
    exitStatus = await work(createContext(options, world));
  };
  try {
    await createProgram(world, run).parseAsync([...args], { from: 'user' });
    return exitStatus;
  } catch (error) {
    return explain(error, world, args);
  }
}

function createProgram(world: CliWorld, run: Run): Command {
  const program = new Command('headshot-desk')
    .description(
      'Every AI headshot of your company out of HeadshotPro, verified, one ZIP per team.',
    )
    .helpCommand(true)
    .showHelpAfterError('(add --help for the options and examples)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => world.stdout.write(text),
      // Somebody may have typed the key where an option goes.
      writeErr: (text) => world.stderr.write(withoutSecrets(text)),
    })
    .addHelpText('after', HELP);
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
  ).action((options) => run(options, (context) => download(context, choiceOf(options))));

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

  withDemoSize(
    command('demo', 'Try everything on an embedded demo organization.', 'headshot-desk demo'),
  )
    .option('--to <folder>', 'where the ZIPs go', './demo-exports')
    .action((options) => run(options, async () => (await embedded()).demo(world, options)));

  withDemoSize(
    command(
      'sandbox',
      'Run an embedded HeadshotPro on this computer, until Ctrl-C.',
      'headshot-desk sandbox --port 4400 --fault "photos every=10 status=503"',
    ),
  )
    .option('--port <n>', 'port of the API; any free one by default', wholeNumber(0, 65_535))
    .option('--rate-limit <n>', 'requests a minute; 300 by default', wholeNumber(1))
    .option('--latency <ms>', 'wait before every answer', wholeNumber(0))
    .option('--fault <rule>', 'something that goes wrong; repeatable', collect)
    .action((options) =>
      run(options, async (context) => (await embedded()).sandboxCommand(context, options)),
    );

  addOrganizationCommands(program, run);
  addInviteCommands(program, run);
  addV1Commands(program, run);
  addLiveCommands(program, run);
  return program;
}

/** Loaded when it is asked for: what draws portraits takes as long to load as all the rest. */
function embedded() {
  return import('./commands/sandbox-commands.ts');
}

/** Says why a command failed, to people and with `--json` to programs; the exit status. */
function explain(
  error: unknown,
  { stdout, stderr, signal }: CliWorld,
  args: readonly string[],
): number {
  const ofParser = error instanceof CommanderError;
  if (ofParser && error.exitCode === 0) return EXIT.done;
  const data = whatFailed(error, signal);
  if (args.includes('--json')) stdout.write(`${withoutSecrets(plainJson({ error: data }))}\n`);
  // The parser has said it already, with a hint to --help.
  if (ofParser) return EXIT.usage;
  stderr.write(`${plainLine(withoutSecrets(data.message))}\n`);
  const hint = HINTS[data.code];
  if (hint) stderr.write(`${hint}\n`);
  if (data.code !== 'internal') return exitStatusOf(data.code);
  const stack = error instanceof Error ? (error.stack ?? error.name) : typeof error;
  const shown = args.includes('--debug') ? stack : 'Add --debug to see where, and report it.';
  for (const line of redact(shown).split('\n')) stderr.write(`${plainLine(line)}\n`);
  return EXIT.bug;
}

function whatFailed(error: unknown, signal: AbortSignal): ErrorData {
  if (error instanceof CommanderError) {
    return { code: 'invalid_input', message: error.message.replace(/^error: /, '') };
  }
  if (signal.aborted) return { code: 'cancelled', message: STOPPED };
  return toErrorData(error);
}

/** What to do about it on a command line, where the message speaks to the window's users, too. */
const HINTS: Partial<Record<ErrorCode, string>> = {
  target_exists: 'On the command line: add --overwrite, or name another folder with --to.',
};

const STOPPED = 'Stopped. Nothing is lost: run the same command again to go on where it was.';

const HELP = `
The key comes from ${KEY_VARIABLE} or --api-key-stdin, never from an argument.

Examples:
  headshot-desk demo
  headshot-desk export --all-teams --to ./headshots
  headshot-desk export --team Sales --select favorites --template '{first|slug}-{last|slug}'
  pass show headshotpro | headshot-desk sync --api-key-stdin

Exit status: 0 done; 1 a bug; 2 usage; 3 key refused; 4 done, but some photos failed;
5 disk or library; 6 network; 130 stopped with Ctrl-C.`;

const TEMPLATE_HELP = `
Templates: \`/\` makes folders, {token|slug} writes it plain, {number:2} pads with zeros.
${Object.entries(TEMPLATE_TOKENS)
  .map(([token, meaning]) => `  ${`{${token}}`.padEnd(12)} ${meaning}`)
  .join('\n')}`;
