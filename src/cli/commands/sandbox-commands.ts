import { once } from 'node:events';
import { join } from 'node:path';
import { DEMO_FOLDER, readPlaces } from '#core/places.ts';
import { type DemoOptions, demoOrganization } from '#sandbox/demo/organization.ts';
import { ATTRIBUTION, createPortraits } from '#sandbox/demo/portraits.ts';
import { parseFaultRule } from '#sandbox/faults/parse.ts';
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts';
import { AppError } from '#shared/errors.ts';
import { LAYOUTS } from '#shared/export.ts';
import { type CliContext, type CliWorld, createContext } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { exportCommand } from './export-command.ts';

/** The options of `sandbox`. */
export interface SandboxCommandOptions {
  port?: number;
  people?: number;
  photos?: number;
  rateLimit?: number;
  seed?: number;
  latency?: number;
  fault?: string[];
}

/** `sandbox`: an embedded HeadshotPro on this computer, until Ctrl-C. */
export async function sandboxCommand(
  { terminal, signal, world }: CliContext,
  options: SandboxCommandOptions,
): Promise<number> {
  const sandbox = await startDemo(world, options);
  try {
    terminal.json({ apiUrl: sandbox.apiUrl, apiKey: sandbox.apiKey });
    terminal.say(`HeadshotPro sandbox at ${sandbox.apiUrl}`);
    terminal.say('It opens nothing real. In another terminal:');
    terminal.say(`  export HEADSHOTPRO_API_KEY=${sandbox.apiKey}`);
    terminal.say(`  headshot-desk sync --api-url ${sandbox.apiUrl}`);
    terminal.say('Ctrl-C ends it.');
    if (!signal.aborted) await once(signal, 'abort');
    return EXIT.done;
  } finally {
    await sandbox.close();
  }
}

/** `demo`: the whole way, from the embedded organization to one verified ZIP per team. */
export async function demo(
  world: CliWorld,
  options: { to: string; library?: string; json?: boolean; quiet?: boolean } & DemoOptions,
): Promise<number> {
  const sandbox = await startDemo(world, options);
  try {
    const context = createContext(
      {
        ...options,
        library: options.library ?? join(readPlaces(world.env, world.cwd).libraryRoot, DEMO_FOLDER),
        apiUrl: sandbox.apiUrl,
      },
      { ...world, env: { ...world.env, HEADSHOTPRO_API_KEY: sandbox.apiKey } },
    );
    const { terminal } = context;
    const { name } = sandbox.organization;
    terminal.note(
      `The demo organization: ${name}, with drawn portraits. Nothing leaves this computer.`,
    );
    const status = await exportCommand(context, {
      selection: 'all',
      variant: 'main',
      layout: LAYOUTS[0],
      to: options.to,
      overwrite: true,
    });
    terminal.say();
    terminal.say('Next: `npm start` opens the app on this demo. With your own organization:');
    terminal.say('  1. Make a key in HeadshotPro under Admin Dashboard > API.');
    terminal.say('  2. export HEADSHOTPRO_API_KEY=…');
    terminal.say('  3. npm run -s cli -- export --all-teams --select favorites --to ./headshots');
    terminal.say();
    terminal.say(ATTRIBUTION);
    return status;
  } finally {
    await sandbox.close();
  }
}

/** The demo organization on loopback, its portraits drawn once and kept in the cache folder. */
async function startDemo(
  { env, cwd }: CliWorld,
  options: SandboxCommandOptions & DemoOptions,
): Promise<Sandbox> {
  const { people, photos, seed, port, rateLimit, latency, fault = [] } = options;
  const size: DemoOptions = {};
  if (people !== undefined) size.people = people;
  if (photos !== undefined) size.photos = photos;
  if (seed !== undefined) size.seed = seed;
  return startSandbox({
    seed: demoOrganization(size),
    draw: createPortraits({ cacheDir: join(readPlaces(env, cwd).cacheRoot, 'demo-portraits') }),
    faults: fault.map(readFault),
    ...(port === undefined ? {} : { port }),
    ...(rateLimit === undefined ? {} : { rateLimit }),
    ...(latency === undefined ? {} : { latencyMs: latency }),
    ...(seed === undefined ? {} : { randomSeed: seed }),
  });
}

function readFault(text: string) {
  try {
    return parseFaultRule(text);
  } catch (error) {
    throw new AppError('invalid_input', error instanceof Error ? error.message : String(error));
  }
}
