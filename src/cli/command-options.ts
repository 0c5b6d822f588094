import { type Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_CONCURRENCY } from '#core/downloads/downloads.ts';
import { SELECTIONS } from '#shared/domain.ts';
import { KEY_VARIABLE } from './api-key.ts';
import type { download } from './commands/sync-commands.ts';
import type { CliContext, OnlineOptions } from './context.ts';

/** Carries out a command with its options. */
export type Run = (
  options: OnlineOptions,
  work: (context: CliContext) => Promise<number>,
) => Promise<void>;

/** A command of `parent` with what every command has: the common options, and an example. */
export function addCommand(
  parent: Command,
  usage: string,
  description: string,
  example: string,
): Command {
  return withCommon(parent.command(usage).description(description)).addHelpText(
    'after',
    `\nExample:\n  ${example}`,
  );
}

export function withCommon(command: Command): Command {
  return command
    .option('--library <folder>', 'the folder of the libraries (or HEADSHOT_DESK_LIBRARY)')
    .option('--organization <name|id>', 'which library, where there are several')
    .option('--json', 'one JSON object on standard output at the end')
    .option('--quiet', 'failures only')
    .option('--debug', 'say on standard error what is done; never the key, never a signed URL');
}

export function withOnline(command: Command): Command {
  return command
    .option('--api-url <url>', 'another API than HeadshotPro’s own (or HEADSHOTPRO_API_URL)')
    .option('--api-key-stdin', `read the key from standard input instead of ${KEY_VARIABLE}`)
    .option(
      '--concurrency <n>',
      `photos at a time; ${DEFAULT_CONCURRENCY} by default`,
      wholeNumber(1, 64),
    );
}

export function withChoice(command: Command): Command {
  return command
    .option('--team <name|id>', 'this team; repeatable; “unassigned” for nobody’s', collect)
    .addOption(
      new Option('--all-teams', 'everybody (the default when nobody is named)').conflicts([
        'team',
        'person',
      ]),
    )
    .option('--person <name|e-mail|id>', 'this person; repeatable', collect)
    .addOption(
      new Option('--select <selection>', 'which of their photos')
        .choices(SELECTIONS)
        .default('all'),
    )
    .addOption(
      new Option('--variant <variant>', 'which size').choices(['main', 'original']).default('main'),
    )
    .option('--full', 'list every photo again first');
}

export function withDemoSize(command: Command): Command {
  return command
    .option('--people <n>', 'how many people; 60 by default', wholeNumber(1))
    .option('--photos <n>', 'photos of each; 8 to 40 by default', wholeNumber(1))
    .option('--seed <n>', 'another organization of the same kind', wholeNumber(0));
}

/** `--select` is called `selection` everywhere else. */
export function choiceOf<T extends { select?: unknown }>({ select, ...rest }: T) {
  return { ...rest, selection: select } as Omit<T, 'select'> & Parameters<typeof download>[1];
}

export function collect(value: string, earlier: string[] = []): string[] {
  return [...earlier, value];
}

export function wholeNumber(
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    const range = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `${least} to ${most}`;
    throw new InvalidArgumentError(`Use a whole number, ${range}.`);
  };
}
