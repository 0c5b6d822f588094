import { type Command, Option } from 'commander';
import { TEMPLATE_TOKENS } from '#core/exports/template.ts';
import { LOOPBACK } from '#core/live/receiver.ts';
import { SELECTIONS } from '#shared/domain.ts';
import { WATCH_EVENTS } from '#shared/live.ts';
import { addCommand, type Run, wholeNumber, withOnline } from './command-options.ts';
import { type WatchOptions, watch } from './commands/watch-command.ts';
import { listenForWebhooks, verifyDelivery } from './commands/webhook-commands.ts';
import { SECRET_VARIABLE } from './webhook-secret.ts';

/** `watch` and `webhooks …`: what keeps a library up to date on a server. */
export function addLiveCommands(program: Command, run: Run): void {
  const loopback = (flag: string) =>
    new Option(flag, 'the address to listen at').choices(LOOPBACK).default(LOOPBACK[0]);

  withOnline(
    addCommand(
      program,
      'watch',
      'Whenever somebody is ready, or chooses a favorite: download, and add to a folder.',
      'headshot-desk watch --team Sales --on favorite --select favorites --to ./website --every 15m',
    ),
  )
    .option('--team <name|id>', 'only this team; “unassigned” for the people without one')
    .addOption(
      new Option('--on <event>', 'what it waits for').choices(WATCH_EVENTS).default('ready'),
    )
    .option('--to <folder>', 'the folder that photos are added to; without it they are downloaded')
    .addOption(
      new Option('--select <selection>', 'which of their photos')
        .choices(SELECTIONS)
        .default('all'),
    )
    .addOption(new Option('--selection <selection>').choices(SELECTIONS).hideHelp())
    .addOption(
      new Option('--variant <variant>', 'which size').choices(['main', 'original']).default('main'),
    )
    .option('--template <names>', 'names inside the folder, see below')
    .option('--every <interval>', 'between two looks: 90s, 15m, 2h', '15m')
    .addOption(new Option('--schedule <times>', 'look at these times of day only: 07:30,12:00'))
    .option('--once', 'look, serve whoever is there, and end')
    .option('--existing', 'the first time: also serve whoever is ready already')
    .option('--webhook-port <n>', 'also receive webhooks at this port', wholeNumber(0, 65_535))
    .addOption(loopback('--webhook-host <address>'))
    .addHelpText('after', WATCH_HELP)
    .action(({ select, selection, ...options }) => {
      const chosen = { ...options, selection: selection ?? select } as WatchOptions;
      return run(options, (context) => watch(context, chosen));
    });

  const webhooks = program
    .command('webhooks')
    .description('Webhooks of HeadshotPro, for those who have a relay to this computer.');

  withOnline(
    addCommand(
      webhooks,
      'listen',
      'Receive webhooks, say each one, and bring the library up to date with it.',
      `${SECRET_VARIABLE}=… headshot-desk webhooks listen --port 4747`,
    ),
  )
    .requiredOption('--port <n>', 'the port to listen at; 0 for any', wholeNumber(0, 65_535))
    .addOption(loopback('--host <address>'))
    .option('--secret-stdin', `read the secret from standard input instead of ${SECRET_VARIABLE}`)
    .action((options) => run(options, (context) => listenForWebhooks(context, options)));

  addCommand(
    webhooks,
    'verify',
    'Say whether a delivery that was kept is good, and if not, why.',
    `headshot-desk webhooks verify --file body.json --timestamp 1767312000 --signature sha256=…`,
  )
    .requiredOption('--file <body>', 'the body, byte for byte as it came')
    .requiredOption('--timestamp <seconds>', 'the X-HeadshotPro-Timestamp header')
    .requiredOption('--signature <text>', 'the X-HeadshotPro-Signature header')
    .option('--secret-stdin', `read the secret from standard input instead of ${SECRET_VARIABLE}`)
    .action((options) => run(options, (context) => verifyDelivery(context, options)));
}

const WATCH_HELP = `
Runs until Ctrl-C and survives what passes: no network, a full disk. Whom it has served is kept in the
library, so that it can be killed and started again at any time; the same options go on with the same
list. With --json: one object on a line for each person.

Webhooks need their secret in ${SECRET_VARIABLE}.

Templates: \`/\` makes folders, {token|slug} writes it plain.
  ${Object.keys(TEMPLATE_TOKENS)
    .map((token) => `{${token}}`)
    .join(' ')}`;
