import { Worker } from 'node:worker_threads';
import { AppError } from '#shared/errors.ts';
import type { OnProgress } from '#shared/progress.ts';
import type { ExportedFile } from '../library/exported-files.ts';
import { threadProgram } from '../thread-program.ts';
import type { FromThread, TaskName, TaskOrder, TaskResult, ToThread } from './export-messages.ts';

/** A thread that has not come to rest so long after it was told to is ended. */
const GRACE_MS = 10_000;
/** One that has said all has so long to end by itself. */
const LEAVING_MS = 1_000;

/** What is wanted of a task while it is under way. */
export interface TaskHooks {
  signal?: AbortSignal | undefined;
  onProgress?: OnProgress | undefined;
  /** Called before the first byte is written, which waits for it. */
  onWriting?: (() => void) | undefined;
  /** Takes down that these files are in a verified export; the next come when it is through. */
  onWritten?: ((files: ExportedFile[]) => void) | undefined;
}

/**
 * Does a task of an export in a thread of its own, and ends the thread. Throws what the task throws.
 * Cancelled before anything is written it ends at once, else when what is half-written is removed. A
 * thread that breaks down is an error, never a wait.
 */
export async function runInThread<K extends TaskName>(
  order: TaskOrder<K>,
  { signal, onProgress, onWriting, onWritten }: TaskHooks = {},
): Promise<TaskResult<K>> {
  if (signal?.aborted) throw cancelledInTime();
  const { promise, resolve, reject } = Promise.withResolvers<TaskResult<K>>();
  // Its environment is empty: the command line has the key in its own.
  const worker = new Worker(threadProgram('export-worker'), {
    name: 'export',
    workerData: order,
    env: {},
    execArgv: [],
  });
  const tell = (message: ToThread) => worker.postMessage(message);
  let isWriting = false;
  let isLeaving = false;
  let grace: NodeJS.Timeout | undefined;
  const hear = (message: FromThread) => {
    switch (message.kind) {
      case 'progress':
        return onProgress?.(message.progress);
      case 'writing':
        onWriting?.();
        isWriting = true;
        return tell('go-on');
      case 'written':
        onWritten?.(message.files);
        return tell('go-on');
      case 'done':
        isLeaving = true;
        return resolve(message.result as TaskResult<K>);
      case 'failed':
        isLeaving = true;
        return reject(new AppError(message.code, message.message));
    }
  };
  const cancel = () => {
    if (!isWriting) return reject(cancelledInTime());
    tell('cancel');
    grace = setTimeout(() => reject(stuck()), GRACE_MS);
  };
  worker.on('message', (message: FromThread) => {
    try {
      hear(message);
    } catch (error) {
      reject(error);
    }
  });
  worker.on('error', (error) => reject(asThreadError(error)));
  const exited = Promise.withResolvers<void>();
  worker.on('exit', (status) => {
    reject(new Error(`The export thread ended early (${status}).`));
    exited.resolve();
  });
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    return await promise;
  } finally {
    signal?.removeEventListener('abort', cancel);
    clearTimeout(grace);
    const late = setTimeout(() => void worker.terminate(), isLeaving ? LEAVING_MS : 0);
    await exited.promise;
    clearTimeout(late);
  }
}

function asThreadError(error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') return error;
  const message = 'The memory was not enough for this export. Export fewer people at a time.';
  return new AppError('internal', message, { cause: error });
}

function cancelledInTime(): AppError {
  return new AppError('cancelled', 'The export was cancelled before anything was written.');
}

function stuck(): AppError {
  return new AppError(
    'cancelled',
    'The export was cancelled, but its disk does not answer. A file that ends in .part may be left.',
  );
}
