import { Command } from 'commander';
import { holdSecret, withoutSecrets } from '#core/secrets.ts';
import { KEY_VARIABLE } from './api-key.ts';
import type { Run } from './command-options.ts';
import { type CliContext, type CliWorld, createContext, type OnlineOptions } from './context.ts';
import { addDemoCommands } from './demo-program.ts';
import { EXIT } from './exit-status.ts';
import { explain } from './explain.ts';
import { addInviteCommands } from './invite-program.ts';
import { addLibraryCommands } from './library-program.ts';
import { addLiveCommands } from './live-program.ts';
import { addOrganizationCommands } from './organization-program.ts';
import { addV1Commands } from './v1-program.ts';
import { VERSION } from './version.ts';
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
    .version(`headshot-desk ${VERSION}`, '-V, --version', 'which version this is')
    // `models create` has a --version of its own.
    .enablePositionalOptions()
    .helpCommand(true)
    .showHelpAfterError('(add --help for the options and examples)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => world.stdout.write(text),
      // Somebody may have typed the key where an option goes.
      writeErr: (text) => world.stderr.write(withoutSecrets(text)),
    })
    .addHelpText('after', HELP);
  addLibraryCommands(program, run);
  addDemoCommands(program, run, world);
  addOrganizationCommands(program, run);
  addInviteCommands(program, run);
  addV1Commands(program, run);
  addLiveCommands(program, run);
  return program;
}

const HELP = `
The key comes from ${KEY_VARIABLE} or --api-key-stdin, never from an argument.

Examples:
  headshot-desk demo
  headshot-desk export --all-teams --to ./headshots
  headshot-desk export --team Sales --select favorites --template '{first|slug}-{last|slug}'
  pass show headshotpro | headshot-desk sync --api-key-stdin

Exit status: 0 done; 1 a bug; 2 usage; 3 key refused; 4 done, but some photos failed;
5 disk or library; 6 network; 130 stopped with Ctrl-C.`;
