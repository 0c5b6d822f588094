import { join, resolve } from 'node:path';
import { systemClock } from '#core/clock.ts';
import { type CoreOptions, createCore, type Workspace } from '#core/core.ts';
import { createHttp } from '#core/http.ts';
import { createDiskMemory } from '#core/library/disk-memory.ts';
import { type Library, readLibrary } from '#core/library/library.ts';
import { hasLibrary, type LibraryEntry, listLibraries } from '#core/library/library-list.ts';
import { organizationFolder } from '#core/library/paths.ts';
import { readPlaces } from '#core/places.ts';
import type { Clock, Log } from '#core/ports.ts';
import type { Organization } from '#shared/domain.ts';
import { AppError } from '#shared/errors.ts';
import { readApiKey } from './api-key.ts';
import { count } from './format.ts';
import { createLog } from './log.ts';
import { type CliStreams, createTerminal, type Terminal } from './terminal.ts';

/** How this program calls itself to another one that wants to write the same library. */
const PROGRAM = 'headshot-desk (command line)';

/** What the world around one run of the program is. */
export interface CliWorld extends CliStreams {
  env: NodeJS.ProcessEnv;
  cwd: string;
  /** Aborts on Ctrl-C. */
  signal: AbortSignal;
  /** The machine's own unless it is given. */
  clock?: Clock;
}

/** Options that every command knows. */
export interface CommonOptions {
  library?: string;
  organization?: string;
  json?: boolean;
  quiet?: boolean;
  debug?: boolean;
}

/** Options of the commands that talk to HeadshotPro. */
export interface OnlineOptions extends CommonOptions {
  apiUrl?: string;
  apiKeyStdin?: boolean;
  concurrency?: number;
}

/** The API, and whose key was accepted. */
export interface Connection {
  api: ReturnType<typeof createCore>['api'];
  organization: Organization;
}

/** One command's run: how it speaks, and how it comes by a library. */
export interface CliContext {
  world: CliWorld;
  terminal: Terminal;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
  /** An absolute path for one that the user typed. */
  path(typed: string): string;
  root: string;
  /** Connects, without any library. */
  connected<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  /** Connects and opens the library of the key's organization for writing. */
  online<T>(work: (workspace: Workspace, connection: Connection) => Promise<T>): Promise<T>;
  /** Opens a library that is there already, without network, for writing. */
  offline<T>(work: (workspace: Workspace) => Promise<T>): Promise<T>;
  /** Opens a library that is there already, to read from it, whoever writes. */
  reading<T>(work: (library: Library) => T): T;
}

export function createContext(options: OnlineOptions, world: CliWorld): CliContext {
  const { env, cwd, signal, clock = systemClock } = world;
  const path = (typed: string) => resolve(cwd, typed);
  const places = readPlaces(env, cwd);
  const root = options.library === undefined ? places.libraryRoot : path(options.library);
  const terminal = createTerminal(
    world,
    { json: options.json ?? false, quiet: options.quiet ?? false },
    () => performance.now(),
  );
  const log = createLog(world.stderr, options.debug ?? false);

  const withCore = async <T>(
    apiKey: () => string,
    work: (core: ReturnType<typeof createCore>) => Promise<T>,
  ): Promise<T> => {
    const http = createHttp();
    const coreOptions: CoreOptions = {
      apiUrl: options.apiUrl ?? places.apiUrl,
      apiKey,
      root,
      program: PROGRAM,
      ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
    };
    try {
      return await work(createCore({ http, clock, random: Math.random, log }, coreOptions));
    } finally {
      await http.close();
    }
  };
  let reading: Promise<string> | null = null;
  const withKey = async <T>(
    work: (core: ReturnType<typeof createCore>) => Promise<T>,
  ): Promise<T> => {
    // Standard input gives it once only.
    reading ??= readApiKey(options.apiKeyStdin ?? false, world.stdin, env);
    const key = await reading;
    return withCore(() => key, work);
  };
  const recover = async (workspace: Workspace): Promise<void> => {
    const found = await workspace.recover({ signal, onProgress: terminal.progress });
    terminal.settle();
    if (!found || found.files === 0) return;
    const bad = found.damaged > 0 ? `, ${found.damaged} of them damaged` : '';
    terminal.note(
      `${count(found.files, 'photo file')} on disk taken into the new catalogue${bad}.`,
    );
  };
  /** A library that was here is not begun anew in the place of a disk that is not connected. */
  const openOrBegin = (core: ReturnType<typeof createCore>, uid: string): Workspace => {
    const folder = organizationFolder(root, uid);
    const disks = createDiskMemory(join(places.stateRoot, 'disks.json'));
    disks.assertConnected(folder);
    const isNew = !hasLibrary(root, uid);
    const workspace = core.open(uid);
    disks.remember(folder);
    if (isNew) terminal.note(`There was no library in ${folder}: a new one is begun.`);
    return workspace;
  };
  const inWorkspace = async <T>(workspace: Workspace, work: () => Promise<T>): Promise<T> => {
    const { putAside } = workspace.library;
    if (putAside) {
      terminal.note(
        `The catalogue was damaged. It was put aside as ${putAside} and is built anew; the photos on disk are taken in again.`,
      );
    }
    try {
      await recover(workspace);
      return await work();
    } finally {
      terminal.settle();
      workspace.close();
    }
  };

  return {
    world,
    terminal,
    clock,
    log,
    signal,
    path,
    root,
    connected: (work) =>
      withKey(async (core) =>
        work({ api: core.api, organization: await connect(core, options.organization) }),
      ),
    online: (work) =>
      withKey(async (core) => {
        const organization = await connect(core, options.organization);
        const workspace = openOrBegin(core, organization.uid);
        return inWorkspace(workspace, () => work(workspace, { api: core.api, organization }));
      }),
    offline: (work) =>
      withCore(noKey, async (core) => {
        const entry = choose(listLibraries(root), root, options.organization);
        const workspace = core.open(entry.uid);
        return inWorkspace(workspace, () => work(workspace));
      }),
    reading: (work) => {
      const entry = choose(listLibraries(root), root, options.organization);
      const library = readLibrary(entry.folder, { clock: systemClock });
      try {
        return work(library);
      } finally {
        library.close();
      }
    },
  };
}

/** Asks whose key it is, and refuses one of another organization than the one that was named. */
async function connect(
  core: ReturnType<typeof createCore>,
  wanted: string | undefined,
): Promise<Organization> {
  const organization = await core.connect();
  requireWanted(organization, wanted);
  return organization;
}

function noKey(): never {
  throw new AppError('key_missing', 'This command works without HeadshotPro and has no key.');
}

function requireWanted({ uid, name }: Organization, wanted: string | undefined): void {
  if (wanted === undefined || wanted === uid || wanted === name) return;
  throw new AppError(
    'other_organization',
    `The key belongs to ${name} (${uid}), not to “${wanted}”. Nothing was changed.`,
  );
}

/** The one library below the root, or the one that was named. */
function choose(libraries: LibraryEntry[], root: string, wanted: string | undefined): LibraryEntry {
  const found = libraries.filter(
    ({ uid, name }) => wanted === undefined || uid === wanted || name === wanted,
  );
  const [first] = found;
  if (first && found.length === 1) return first;
  const names = libraries.map(({ uid, name }) => `${name} (${uid})`).join(', ');
  if (libraries.length === 0) {
    throw new AppError(
      'library_missing',
      `There is no library in ${root} yet. Run \`headshot-desk sync\` first, or name another folder with --library.`,
    );
  }
  throw new AppError(
    wanted === undefined ? 'invalid_input' : 'not_found',
    `Say which organization is meant with --organization. There are: ${names}.`,
  );
}
