import { parentPort, workerData } from 'node:worker_threads';
import { AppError, isAppError } from '#shared/errors.ts';
import type { Progress } from '#shared/progress.ts';
import { systemClock } from '../clock.ts';
import { type Library, readLibrary } from '../library/library.ts';
import type { FromThread, TaskOrder, ToThread } from './export-messages.ts';
import { EXPORT_TASKS, type TaskTalk } from './export-tasks.ts';

/** The export thread's entry: does the one task it is started for, with its own look at the library. */

/** Progress is told this often: somebody looks at it. */
const PROGRESS_MS = 100;

const { folder, task, input } = workerData as TaskOrder;
// Of many tasks with as many inputs only the order knows which belong together.
const work: (library: Library, input: never, talk: TaskTalk) => Promise<unknown> =
  EXPORT_TASKS[task];

const say = (message: FromThread): void => parentPort?.postMessage(message);
const cancelling = new AbortController();
let goOn = () => {};
parentPort?.on('message', (message: ToThread) => {
  if (message === 'cancel') cancelling.abort(new AppError('cancelled', 'Cancelled.'));
  else goOn();
});
const ask = (question: FromThread): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  goOn = resolve;
  say(question);
  return promise;
};

const toldAtMs = new Map<string, number>();
const untold = new Map<string, Progress>();
const tell = (progress: Progress): void => {
  toldAtMs.set(progress.phase, performance.now());
  untold.delete(progress.phase);
  say({ kind: 'progress', progress });
};
const onProgress = (progress: Progress): void => {
  const sinceMs = performance.now() - (toldAtMs.get(progress.phase) ?? -PROGRESS_MS);
  if (sinceMs < PROGRESS_MS) untold.set(progress.phase, progress);
  else tell(progress);
};

const done = async (): Promise<unknown> => {
  const library = readLibrary(folder, { clock: systemClock });
  try {
    return await work(library, input as never, {
      signal: cancelling.signal,
      onProgress,
      writing: () => ask({ kind: 'writing' }),
      written: (files) => ask({ kind: 'written', files }),
    });
  } finally {
    library.close();
  }
};

try {
  const result = await done();
  for (const progress of [...untold.values()]) tell(progress);
  say({ kind: 'done', result });
} catch (error) {
  if (!isAppError(error)) throw error;
  say({ kind: 'failed', code: error.code, message: error.message });
}
// Nothing holds the thread any longer: it ends by itself.
parentPort?.close();
