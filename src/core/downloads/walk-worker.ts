import { parentPort } from 'node:worker_threads';
import { type WalkedJpeg, walkJpeg } from './jpeg-walk.ts';

/** The walking thread's entry: walks what it is given, one after the other. */

/** What the thread is given: a photo in shared memory, which stays as it is until the answer. */
export interface ToWalk {
  id: number;
  content: Uint8Array;
}

/** What it was found to be. */
export interface Walked {
  id: number;
  jpeg: WalkedJpeg | null;
}

let last: Promise<unknown> = Promise.resolve();
parentPort?.on('message', ({ id, content }: ToWalk) => {
  last = last.then(async () => {
    const { buffer, byteOffset, byteLength } = content;
    const jpeg = await walkJpeg(Buffer.from(buffer, byteOffset, byteLength));
    parentPort?.postMessage({ id, jpeg } satisfies Walked);
  });
});
