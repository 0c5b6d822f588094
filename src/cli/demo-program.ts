import type { Command } from 'commander';
import { addCommand, collect, type Run, wholeNumber, withDemoSize } from './command-options.ts';
import type { CliWorld } from './context.ts';

/** `demo` and `sandbox`: an embedded HeadshotPro, to try things or to test against. */
export function addDemoCommands(program: Command, run: Run, world: CliWorld): void {
  const command = (usage: string, description: string, example: string) =>
    addCommand(program, usage, description, example);

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
}

/** Loaded when it is asked for: what draws portraits takes as long to load as all the rest. */
function embedded() {
  return import('./commands/sandbox-commands.ts');
}
