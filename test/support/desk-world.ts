import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createDesk, type Desk } from '#core/desk.ts';
import { createHttp } from '#core/http.ts';
import type { Clock, Desktop, Http, KeyVault, SettingsStore } from '#core/ports.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import type { EventMessage } from '#shared/bridge.ts';
import { createClient } from '#shared/client.ts';
import type { Api, Events } from '#shared/contract.ts';
import type { Job, JobState } from '#shared/jobs.ts';
import type { KeyStorage, LibraryFilter, PeopleQuery, Session } from '#shared/window.ts';
import { memoryBridge } from './memory-bridge.ts';
import { startNorthlight } from './northlight.ts';
import { RecordingLog } from './recording-log.ts';

/** How much faster time passes for the desk than for us, so that waits cost nothing. */
const HASTE = 20;

/** How long a test waits for something to come about. */
const PATIENCE_MS = 30_000;

/** A desk started in its world, as one run of the program. */
export interface Run {
  desk: Desk;
  client: Api;
  events: EventMessage[];
  /** Resolves with the first snapshot, now or later, that is as wanted. */
  until<K extends keyof Events>(
    name: K,
    isWanted: (payload: Events[K]) => boolean,
  ): Promise<Events[K]>;
  session(
    isWanted: (session: Extract<Session, { state: 'connected' }>) => boolean,
  ): Promise<Session>;
  /** Waits until the job is in one of these states. */
  job(jobId: string, ...states: JobState[]): Promise<Job>;
  /** Waits until nothing runs or waits. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Everything around a desk: a sandbox, a disk, a key store, a desktop; kept from run to run. */
export interface DeskWorld {
  sandbox: Sandbox;
  folder: string;
  exportFolder: string;
  /** `stored` is the API key that is kept. */
  vault: KeyVault & { stored: string | null; webhookSecret: string | null; kind: KeyStorage };
  settings: Map<string, unknown>;
  desktop: Desktop & {
    calls: string[];
    chosen: string | null;
    /** What the dialog for saving a file gives. */
    savedTo: string | null;
    trashFolder: string;
  };
  log: RecordingLog;
  /** Everything that came out of the desk, as text. */
  seen: string[];
  network: { down: boolean };
  run(): Promise<Run>;
  /** The same without waiting for its start, which ends with `started`. */
  begin(): { run: Run; started: Promise<void> };
  close(): Promise<void>;
}

export async function createDeskWorld(
  options: {
    sandbox?: Sandbox;
    demo?: Sandbox;
    /** Where all its files go; a temporary folder of its own, removed at the end, by default. */
    folder?: string;
    /** How much faster time passes for the desk than for us. */
    haste?: number;
  } = {},
): Promise<DeskWorld> {
  const sandbox = options.sandbox ?? (await startNorthlight());
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'desk-')));
  const exportFolder = join(folder, 'exports');
  const http = createHttp();
  const network = { down: false };
  const log = new RecordingLog();
  const vault = memoryVault();
  const settings = new Map<string, unknown>();
  const desktop = recordingDesktop(exportFolder, join(folder, 'trash'));
  const seen: string[] = [];
  const runs = new Set<Run>();
  const reach: Http = (request) => {
    if (!network.down) return http(request);
    return Promise.reject(Object.assign(new Error('unreachable'), { code: 'ECONNREFUSED' }));
  };

  const world: DeskWorld = {
    sandbox,
    folder,
    exportFolder,
    vault,
    settings,
    desktop,
    log,
    seen,
    network,
    begin() {
      const desk = createDesk(
        {
          http: reach,
          clock: hastyClock(options.haste ?? HASTE),
          random: () => 0,
          log,
          vault,
          settings: settingsIn(settings),
          desktop,
          startDemo: async () => {
            const { apiUrl, apiKey } = options.demo ?? sandbox;
            return { apiUrl, apiKey };
          },
        },
        {
          apiUrl: sandbox.apiUrl,
          libraryRoot: join(folder, 'libraries'),
          cacheRoot: join(folder, 'cache'),
          program: 'test',
        },
      );
      const run = createRun(
        desk,
        (text) => void seen.push(text),
        () => runs.delete(run),
      );
      runs.add(run);
      return { run, started: desk.start() };
    },
    async run() {
      const { run, started } = world.begin();
      await started;
      return run;
    },
    async close() {
      for (const run of runs) await run.close();
      await http.close();
      await sandbox.close();
      await options.demo?.close();
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
  return world;
}

function createRun(desk: Desk, see: (text: string) => void, onClose: () => void): Run {
  const bridge = memoryBridge(desk, see);
  const events: EventMessage[] = [];
  const changes = new Set<() => void>();
  bridge.subscribe((message) => {
    events.push(message);
    for (const change of changes) change();
  });
  const client = createClient(bridge);
  const when = async <T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> => {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      if (performance.now() > deadline) throw new Error('What the test waits for never came.');
      await new Promise<void>((resolve) => {
        const done = () => {
          changes.delete(done);
          clearTimeout(timer);
          resolve();
        };
        const timer = setTimeout(done, 250);
        changes.add(done);
      });
    }
  };
  return {
    desk,
    client,
    events,
    until: (name, isWanted) =>
      when(() => {
        const found = events.findLast((message) => message.name === name);
        const payload = found?.payload as Events[typeof name] | undefined;
        return payload !== undefined && isWanted(payload) ? payload : undefined;
      }),
    session: (isWanted) =>
      when(async () => {
        const session = await client.session.get({});
        return session.state === 'connected' && isWanted(session) ? session : undefined;
      }),
    job: (jobId, ...states) =>
      when(async () => {
        const { jobs } = await client.jobs.list({});
        return jobs.find(({ id, state }) => id === jobId && states.includes(state));
      }),
    idle: () =>
      when(async () => {
        const { jobs } = await client.jobs.list({});
        const busy = jobs.some(({ state }) => ['waiting', 'running', 'offline'].includes(state));
        return busy ? undefined : true;
      }).then(() => {}),
    async close() {
      onClose();
      await desk.close();
    },
  };
}

/** Everybody, by name. */
export function everybody(
  changes: Partial<Omit<PeopleQuery, 'filter'>> & { filter?: Partial<LibraryFilter> } = {},
): PeopleQuery {
  const { filter, ...rest } = changes;
  return {
    view: { kind: 'all' },
    sort: { key: 'name', descending: false },
    ...rest,
    filter: {
      search: '',
      hasFavorite: null,
      rated: null,
      downloaded: null,
      isNew: null,
      lifecycle: null,
      ...filter,
    },
  };
}

function hastyClock(haste: number): Clock {
  return {
    now: () => Date.now(),
    elapsed: () => performance.now() * haste,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const abort = () => {
          clearTimeout(timer);
          reject(signal?.reason);
        };
        const timer = setTimeout(() => {
          signal?.removeEventListener('abort', abort);
          resolve();
        }, ms / haste);
        signal?.addEventListener('abort', abort, { once: true });
      }),
  };
}

const PLACE_OF = { 'api-key': 'stored', 'webhook-secret': 'webhookSecret' } as const;

function memoryVault(): DeskWorld['vault'] {
  const vault: DeskWorld['vault'] = {
    stored: null,
    webhookSecret: null,
    kind: { kind: 'os' },
    storage: async () => vault.kind,
    read: async (name) => vault[PLACE_OF[name]],
    write: async (name, secret) => {
      vault[PLACE_OF[name]] = secret;
    },
    forget: async (name) => {
      vault[PLACE_OF[name]] = null;
    },
  };
  return vault;
}

function settingsIn(values: Map<string, unknown>): SettingsStore {
  return {
    get: (key) => values.get(key),
    set: (key, value) => {
      if (value === undefined) values.delete(key);
      else values.set(key, JSON.parse(JSON.stringify(value)));
    },
  };
}

function recordingDesktop(exportFolder: string, trashFolder: string): DeskWorld['desktop'] {
  const calls: string[] = [];
  const desktop: DeskWorld['desktop'] = {
    calls,
    chosen: null,
    savedTo: null,
    trashFolder,
    chooseFolder: async () => desktop.chosen,
    async saveFile({ suggestedName }) {
      calls.push(`save ${suggestedName}`);
      return desktop.savedTo;
    },
    showItem: (path) => void calls.push(`show ${path}`),
    trash: async (path) => {
      await mkdir(trashFolder, { recursive: true });
      await rename(path, join(trashFolder, basename(path)));
    },
    openExternal: async (url) => void calls.push(`open ${url}`),
    openMail: async (url) => void calls.push(`mail ${url}`),
    copyText: (text) => void calls.push(`copy ${text}`),
    copyImage: async (path) => void calls.push(`copy image ${path}`),
    startDrag: (paths, icon) =>
      void calls.push(`drag ${paths.map((path) => basename(path)).join()} ${icon}`),
    notify: (title) => void calls.push(`notify ${title}`),
    showProgress: (fraction) => void calls.push(`progress ${fraction === null ? 'none' : 'some'}`),
    keepAwake: (on) => void calls.push(`awake ${on}`),
    exportFolder: () => exportFolder,
    about: () => ({ version: 'test' }),
  };
  return desktop;
}
