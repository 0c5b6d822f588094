import { existsSync } from 'node:fs';
import { AppError, type ErrorData, isAppError, toErrorData } from '#shared/errors.ts';
import { type CoreOptions, type CorePorts, createCore, type Workspace } from '../core.ts';
import type { HeadshotPro } from '../headshotpro/client.ts';
import { createJobs, type JobConnection, type JobListeners, type Jobs } from '../jobs/jobs.ts';
import type { FileRecord } from '../library/files.ts';
import type { Library } from '../library/library.ts';
import { libraryPaths, organizationFolder } from '../library/paths.ts';
import type { PictureCache } from '../pictures/picture-cache.ts';
import { createPictures, type Pictures } from '../pictures/pictures.ts';

/** One organization's library, open, with everything that works on it. */
export interface Place {
  uid: string;
  demo: boolean;
  api: HeadshotPro;
  library: Library;
  pictures: Pictures;
  /** Null while another program writes this library: it can be looked at. */
  work: { workspace: Workspace; jobs: Jobs } | null;
  /** Why there is no `work`. */
  busy: ErrorData | null;
  close(): Promise<void>;
}

/** What a place is given of the program around it. */
export interface PlaceContext {
  ports: CorePorts;
  cache: PictureCache;
  connection: JobConnection;
  listeners: JobListeners;
}

/** Whether there is a library of this organization below `root`. */
export function hasLibrary(root: string, uid: string): boolean {
  return existsSync(libraryPaths(organizationFolder(root, uid)).catalogue);
}

/** Opens the library of organization `uid`, to write if nobody else does. */
export function openPlace(
  uid: string,
  demo: boolean,
  coreOptions: CoreOptions,
  { ports, cache, connection, listeners }: PlaceContext,
): Place {
  const core = createCore(ports, coreOptions);
  let busy: ErrorData | null = null;
  let workspace: Workspace | null = null;
  try {
    workspace = core.open(uid);
  } catch (error) {
    if (!isAppError(error, 'library_busy')) throw error;
    busy = toErrorData(error);
  }
  const library = workspace?.library ?? core.read(organizationFolder(coreOptions.root, uid));
  const jobs =
    workspace &&
    createJobs({ workspace, clock: ports.clock, log: ports.log, connection, listeners });
  const pictures = createPictures({
    library,
    cache,
    fetchNow: () => (workspace && !connection.obstacle() ? workspace.fetchNow : null),
    onBadFile: (file: FileRecord, state) => {
      workspace?.library.files.setState(file, state);
      listeners.libraryChanged();
    },
    onStored: listeners.libraryChanged,
    onFailure: (error) => {
      if (isAppError(error, ...EVERYBODYS_FAILURES)) connection.failed(error);
    },
  });
  return {
    uid,
    demo,
    api: core.api,
    library,
    pictures,
    work: workspace && jobs && { workspace, jobs },
    busy,
    async close() {
      await jobs?.close();
      library.close();
    },
  };
}

const EVERYBODYS_FAILURES = ['api_unreachable', 'key_refused'] as const;

/** What may change the library; `library_busy` while another program does. */
export function workOf(place: Place): { workspace: Workspace; jobs: Jobs } {
  if (place.work) return place.work;
  const { message } = place.busy ?? { message: 'Another program works with this library.' };
  throw new AppError('library_busy', message);
}
