import type { Dispatcher } from 'undici';

type Piece = IteratorResult<Uint8Array, undefined>;

/** So much may wait to be read; then the sender has to wait. */
const MOST_WAITING_BYTES = 128 * 1024;
/** How much of an unwanted body is read so that its connection can be used again. */
const DISCARD_BYTES = 16 * 1024;
const DISCARD_MS = 1000;

const END: Piece = { done: true, value: undefined };

/**
 * The body of a reply, piece by piece as the network gives it. Read by one reader, who is given the
 * network's error only after all that came before it.
 */
export class ReplyBody implements AsyncIterableIterator<Uint8Array> {
  readonly #flow: Pick<Dispatcher.DispatchController, 'pause' | 'resume'>;
  readonly #abort: (reason: Error) => void;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #error: Error | null = null;
  #isOver = false;
  #reader: PromiseWithResolvers<Piece> | null = null;
  /** Of a body that nobody wants: how much more of it is read. Null for one that is wanted. */
  #left: number | null = null;

  /** `abort` closes the connection, and fails this body. */
  constructor(
    flow: Pick<Dispatcher.DispatchController, 'pause' | 'resume'>,
    abort: (reason: Error) => void,
  ) {
    this.#flow = flow;
    this.#abort = abort;
  }

  push(piece: Uint8Array): void {
    if (this.#left !== null) {
      this.#left -= piece.byteLength;
      if (this.#left < 0) this.#abort(unwanted());
    } else if (this.#reader) {
      this.#reader.resolve({ done: false, value: piece });
      this.#reader = null;
    } else {
      this.#waiting.push(piece);
      this.#waitingBytes += piece.byteLength;
      if (this.#waitingBytes >= MOST_WAITING_BYTES) this.#flow.pause();
    }
  }

  end(): void {
    this.#isOver = true;
    this.#reader?.resolve(END);
  }

  fail(error: Error): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#error = error;
    this.#reader?.reject(error);
  }

  next(): Promise<Piece> {
    const value = this.#waiting.shift();
    if (value) {
      this.#waitingBytes -= value.byteLength;
      if (this.#waitingBytes === 0) this.#flow.resume();
      return Promise.resolve({ done: false, value });
    }
    if (this.#error) return Promise.reject(this.#error);
    if (this.#isOver) return Promise.resolve(END);
    this.#reader = Promise.withResolvers();
    return this.#reader.promise;
  }

  /** A reader who stops early has no use for the rest. */
  async return(): Promise<Piece> {
    this.discard();
    return END;
  }

  /** Reads a little more, for a connection that can be used again, and else closes it. */
  discard(): void {
    if (this.#left !== null) return;
    this.#left = DISCARD_BYTES - this.#waitingBytes;
    this.#waiting = [];
    if (this.#isOver) return;
    if (this.#left < 0) {
      this.#abort(unwanted());
      return;
    }
    this.#flow.resume();
    setTimeout(() => {
      if (!this.#isOver) this.#abort(unwanted());
    }, DISCARD_MS).unref();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

function unwanted(): Error {
  return Object.assign(new Error('Nobody wants the rest of the body.'), { code: 'ABORT_ERR' });
}
