import PQueue from 'p-queue';

/** Calls asked at a time; the client's rate budget sets the real pace. */
const AT_A_TIME = 8;

/** Runs `tasks`, a few at a time; the first failure stops the others by `stop` and is thrown. */
export async function together(
  tasks: readonly (() => Promise<void>)[],
  stop: AbortController,
): Promise<void> {
  const queue = new PQueue({ concurrency: AT_A_TIME });
  try {
    await queue.addAll(tasks);
  } catch (error) {
    queue.clear();
    stop.abort(error);
    await queue.onIdle();
    throw error;
  }
}
