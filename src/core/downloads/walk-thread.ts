import { Worker } from 'node:worker_threads';
import { threadProgram } from '../thread-program.ts';
import { type WalkedJpeg, walkJpeg } from './jpeg-walk.ts';
import type { ToWalk, Walked } from './walk-worker.ts';

/** Walks a JPEG as {@link walkJpeg} does. What is walked stays as it is until the answer. */
export type Walk = (content: Buffer) => Promise<WalkedJpeg | null>;

/** So many photos are walked here first: to start a thread takes as long. */
export const FIRST_HERE = 24;
/** The thread makes nothing but a window on the photo it walks. */
const MEMORY = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 32 };

interface Waiting {
  content: Buffer;
  resolve(jpeg: WalkedJpeg | null): void;
  reject(error: unknown): void;
}

/**
 * Walks photos beside the thread that reads the network, until `ended` aborts: after the first few in
 * a thread of its own, and here wherever there can be none.
 */
export function createWalk(ended: AbortSignal, program?: string | URL): Walk {
  const waiting = new Map<number, Waiting>();
  let count = 0;
  let thread: Worker | null = null;
  let isOver = false;

  const walkHere = () => {
    isOver = true;
    void thread?.terminate();
    thread = null;
    for (const { content, resolve, reject } of waiting.values()) {
      walkJpeg(content).then(resolve, reject);
    }
    waiting.clear();
  };
  const start = (): Worker => {
    // Its environment is empty: the command line has the key in its own.
    const started = new Worker(program ?? threadProgram('walk-worker'), {
      name: 'walk',
      env: {},
      execArgv: [],
      resourceLimits: MEMORY,
    });
    started.on('message', ({ id, jpeg }: Walked) => {
      waiting.get(id)?.resolve(jpeg);
      waiting.delete(id);
    });
    // Without its thread a photo takes longer, and that is all.
    started.on('error', walkHere);
    started.on('exit', walkHere);
    ended.addEventListener('abort', walkHere, { once: true });
    return started;
  };

  return (content) => {
    count++;
    if (isOver || ended.aborted || count <= FIRST_HERE) return walkJpeg(content);
    try {
      thread ??= start();
    } catch {
      walkHere();
      return walkJpeg(content);
    }
    const { promise, resolve, reject } = Promise.withResolvers<WalkedJpeg | null>();
    waiting.set(count, { content, resolve, reject });
    thread.postMessage({ id: count, content } satisfies ToWalk);
    return promise;
  };
}
