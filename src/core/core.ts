import type { Organization } from '#shared/domain.ts';
import type { OnProgress } from '#shared/progress.ts';
import { createDownloads, type Downloads } from './downloads/downloads.ts';
import { createFetchNow, type FetchNow } from './downloads/fetch-now.ts';
import { createExports, type Exports } from './exports/exports.ts';
import { createHeadshotPro, type HeadshotPro } from './headshotpro/client.ts';
import { createInvites, type Invites } from './invites/invites.ts';
import { type Library, openLibrary, readLibrary } from './library/library.ts';
import { listLibraries } from './library/library-list.ts';
import type { Clock, Http, Log, Random } from './ports.ts';
import { type Recovery, recoverLibrary } from './recovery/recover.ts';
import { type SyncOptions, type SyncReport, syncLibrary } from './sync/sync.ts';
import { type ModelNews, type UpdateReport, updateModels } from './sync/update-models.ts';

/** What the outside supplies. */
export interface CorePorts {
  http: Http;
  clock: Clock;
  random: Random;
  log: Log;
}

/** Which API, which key, which folder. */
export interface CoreOptions {
  /** Ends in `/api/v2`. */
  apiUrl: string;
  /** Asked for at each call, so that a new key takes over at once; kept nowhere else. */
  apiKey: () => string;
  /** The folder that holds one library per organization. Absolute. */
  root: string;
  /** How this program calls itself to another one that wants to write. */
  program: string;
  /** Photos at a time. */
  concurrency?: number;
}

/** The product without a screen: the one list of what is wired to what. */
export function createCore(ports: CorePorts, options: CoreOptions) {
  const { clock, log } = ports;
  const { apiUrl, apiKey, root, program } = options;
  const api = createHeadshotPro({ ...ports, apiUrl, key: apiKey });

  return {
    api,
    /** Asks who the key belongs to: the cheapest proof that it works. */
    connect: (): Promise<Organization> => api.organization(),
    libraries: () => listLibraries(root),
    /** Opens a library to write to it; nobody else can meanwhile. */
    open: (uid: string): Workspace =>
      createWorkspace(ports, options, api, openLibrary(uid, { root, clock, log, program })),
    read: (folder: string): Library => readLibrary(folder, { clock }),
  };
}

/** One organization's library with everything that works on it. */
export interface Workspace {
  library: Library;
  downloads: Downloads;
  /** Single photos for somebody who looks at them now. */
  fetchNow: FetchNow;
  exports: Exports;
  invites: Invites;
  /** Mirrors the organization; links that come along are lent to the downloads. */
  sync(options: Omit<SyncOptions, 'onLinks'>): Promise<SyncReport>;
  /** Brings single sessions up to date: see {@link updateModels}. */
  updateModels(news: readonly ModelNews[], signal: AbortSignal): Promise<UpdateReport>;
  /**
   * Takes the photo files on disk into a catalogue that was begun anew; null where that is not needed.
   * Whoever asks while it is under way waits for the one that asked first.
   */
  recover(options?: { signal?: AbortSignal; onProgress?: OnProgress }): Promise<Recovery | null>;
  close(): void;
}

function createWorkspace(
  ports: CorePorts,
  { apiUrl, concurrency }: CoreOptions,
  api: HeadshotPro,
  library: Library,
): Workspace {
  const remote = { ...ports, library, api, apiUrl, serverNow: () => api.serverNow() };
  const downloads = createDownloads({
    ...remote,
    ...(concurrency === undefined ? {} : { concurrency }),
  });
  const fetchNow = createFetchNow(remote);
  const onLinks: NonNullable<SyncOptions['onLinks']> = (modelId, links) => {
    downloads.offerLinks(modelId, links);
    fetchNow.offerLinks(modelId, links);
  };
  let recovering: Promise<Recovery | null> | null = null;
  const recover: Workspace['recover'] = (options) => {
    recovering ??= recoverLibrary(library, options).finally(() => {
      recovering = null;
    });
    return recovering;
  };
  return {
    library,
    downloads,
    fetchNow,
    exports: createExports(library),
    invites: createInvites({ ...ports, api, library }),
    sync: (options) => syncLibrary(api, library, { ...options, onLinks }),
    updateModels: (news, signal) => updateModels(api, library, news, { signal }),
    recover,
    close: () => library.close(),
  };
}
