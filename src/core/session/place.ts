import { basename } from 'node:path';
import { AppError, type ErrorData, isAppError, toErrorData } from '#shared/errors.ts';
import { type CoreOptions, type CorePorts, createCore, type Workspace } from '../core.ts';
import type { HeadshotPro } from '../headshotpro/client.ts';
import { createJobs, type JobConnection, type JobListeners, type Jobs } from '../jobs/jobs.ts';
import type { FileRecord } from '../library/files.ts';
import type { Library } from '../library/library.ts';
import { organizationFolder } from '../library/paths.ts';
import type { PictureCache } from '../pictures/picture-cache.ts';
import { createPictures, type Pictures } from '../pictures/pictures.ts';
import type { Log } from '../ports.ts';

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
  /** What a person should know of it although all goes on. */
  notice: ErrorData | null;
  /** Told of a call that failed: without the network, or with a refused key, everything waits. */
  failed(error: unknown): void;
  close(): Promise<void>;
}

/** What a place is given of the program around it. */
export interface PlaceContext {
  ports: CorePorts;
  cache: PictureCache;
  connection: JobConnection;
  listeners: JobListeners;
}

/** Why a library that cannot be written can still be looked at. */
const READABLE = ['library_busy', 'library_newer', 'disk_failed', 'disk_full'] as const;

/** Opens the library of organization `uid`: to write if that can be, else to look at it. */
export function openPlace(
  uid: string,
  demo: boolean,
  coreOptions: CoreOptions,
  { ports, cache, connection, listeners }: PlaceContext,
): Place {
  const core = createCore(ports, coreOptions);
  const { workspace, library, busy } = openOrRead(uid, core, coreOptions.root);
  const { clock, log } = ports;
  const jobs = workspace && createJobs({ workspace, clock, log, connection, listeners });
  const closing = new AbortController();
  const recovering = workspace && recover(workspace, closing.signal, listeners, log);
  const failed: Place['failed'] = (error) => {
    if (isAppError(error, ...EVERYBODYS_FAILURES)) connection.failed(error);
  };
  const pictures = createPictures({
    library,
    cache,
    fetchNow: () => (workspace && !connection.obstacle() ? workspace.fetchNow : null),
    onBadFile: (file: FileRecord, state) => {
      workspace?.library.files.setState(file, state);
      listeners.libraryChanged();
    },
    onStored: listeners.libraryChanged,
    onFailure: failed,
  });
  return {
    uid,
    demo,
    api: core.api,
    library,
    pictures,
    work: workspace && jobs && { workspace, jobs },
    busy,
    notice: library.putAside === null ? null : rebuilt(library.putAside),
    failed,
    async close() {
      closing.abort();
      await jobs?.close();
      await recovering;
      library.close();
    },
  };
}

function openOrRead(uid: string, core: ReturnType<typeof createCore>, root: string) {
  try {
    const workspace = core.open(uid);
    return { workspace, library: workspace.library, busy: null };
  } catch (error) {
    if (!isAppError(error, ...READABLE)) throw error;
    const folder = organizationFolder(root, uid);
    return {
      workspace: null,
      library: readOr(error, () => core.read(folder)),
      busy: toErrorData(error),
    };
  }
}

/** What is read, else the reason why it could not be opened in the first place. */
function readOr(reason: AppError, read: () => Library): Library {
  try {
    return read();
  } catch (error) {
    throw isAppError(error) ? reason : error;
  }
}

/** Takes in photo files beside whatever else goes on; people show up as they are found. */
async function recover(
  workspace: Workspace,
  signal: AbortSignal,
  listeners: JobListeners,
  log: Log,
): Promise<void> {
  try {
    const found = await workspace.recover({ signal, onProgress: listeners.libraryChanged });
    if (found) listeners.libraryChanged();
  } catch (error) {
    if (!signal.aborted) log.warn('photo files were not taken in', { error: String(error) });
  }
}

function rebuilt(putAside: string): ErrorData {
  return {
    code: 'library_damaged',
    message: `The library’s catalogue was damaged. It was put aside as ${basename(putAside)} and is built anew; your photos are kept.`,
  };
}

const EVERYBODYS_FAILURES = ['api_unreachable', 'key_refused'] as const;

/** What may change the library; `library_busy` while another program does. */
export function workOf(place: Place): { workspace: Workspace; jobs: Jobs } {
  if (place.work) return place.work;
  const { message } = place.busy ?? { message: 'Another program works with this library.' };
  throw new AppError('library_busy', message);
}
