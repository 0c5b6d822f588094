import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { threadProgram } from '../thread-program.ts';
import type { Library } from './library.ts';

/** Pages of the log: SQLite's own measure, and one that is only reached where the thread cannot help. */
const USUAL_PAGES = 1_000;
const LAST_RESORT_PAGES = 20_000;
/** A log smaller than this is not worth a thread. */
const LONG_LOG_BYTES = 4_000_000;
const LOOK_MS = 100;

/** What the thread is told: to bring over what is left, and to end. */
export type ToCheckpointThread = 'end';

/**
 * While much is written, brings it from the log into the catalogue's main file in a thread of its own:
 * that waits for the disk, and whoever asks the catalogue should not. Until the function it gives is
 * called and its promise has come true.
 */
export function checkpointElsewhere(
  { db, paths }: Pick<Library, 'db' | 'paths'>,
  startThread = startCheckpoints,
): () => Promise<void> {
  const setPages = (pages: number) => db.run(`PRAGMA wal_autocheckpoint = ${pages}`);
  // A disk that fails is reported by whoever writes next: then SQLite does it here, as ever.
  const doItHere = () => setPages(USUAL_PAGES);
  let worker: Worker | null = null;
  let ended: Promise<unknown> = Promise.resolve();
  const look = setInterval(() => {
    if (sizeOf(`${paths.catalogue}-wal`) < LONG_LOG_BYTES) return;
    clearInterval(look);
    try {
      worker = startThread(paths.catalogue);
    } catch {
      doItHere();
      return;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    ended = promise;
    worker.once('exit', () => resolve());
    worker.once('error', doItHere);
    worker.unref();
  }, LOOK_MS);
  look.unref();
  setPages(LAST_RESORT_PAGES);
  return async () => {
    clearInterval(look);
    worker?.ref();
    worker?.postMessage('end' satisfies ToCheckpointThread);
    await ended;
    doItHere();
  };
}

/** Throws where the program of the thread is no longer there, as during an update. */
function startCheckpoints(catalogue: string): Worker {
  return new Worker(threadProgram('checkpoint-worker'), {
    name: 'checkpoints',
    workerData: catalogue,
    env: {},
    execArgv: [],
  });
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
