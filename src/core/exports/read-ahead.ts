import { closeSync, constants, openSync, read } from 'node:fs';
import { promisify } from 'node:util';

/** A file to be read, and how large it should be. */
export interface WantedFile {
  path: string;
  sizeBytes: number;
}

/** The bytes of a file, one after another. A piece is good until the next one is asked for. */
export type Pieces = AsyncIterable<Buffer> | Iterable<Buffer>;

interface Piece {
  file: number;
  position: number;
  bytes: number;
  isLast: boolean;
}

/** A piece that is on its way. */
interface Read {
  file: number;
  content: Promise<Buffer>;
}

const PIECE_BYTES = 1024 * 1024;
/** How many pieces are read before they are asked for: hides the disk, bounds the memory. */
const AHEAD = 4;
/** Opening a pipe that lies in a file's place would wait for ever. Windows has neither. */
const NOT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

const readBytes = promisify(read);

/**
 * Reads files in their order, in pieces, the next ones while one is in use. Then it has to be closed.
 *
 * They are opened and closed on this thread: having others do it costs more than the doing.
 */
export class ReadAhead {
  readonly #rooms = Array.from({ length: AHEAD + 1 }, () => new Room());
  readonly #toStart: Iterator<Piece>;
  readonly #files: readonly WantedFile[];
  readonly #open = new Map<number, number>();
  readonly #reads: Read[] = [];
  #started = 0;
  #firstWanted = 0;

  constructor(files: readonly WantedFile[]) {
    this.#files = files;
    this.#toStart = this.#pieces();
  }

  /**
   * The pieces of a file, from its beginning. Each is good until the next one is asked for. They are
   * fewer bytes than there should be if the file has shrunk, one more if it has grown.
   */
  async *piecesOf(file: number): AsyncGenerator<Buffer> {
    for (;;) {
      this.#startReads();
      if (this.#reads[0]?.file !== file) return;
      const content = this.#reads.shift()?.content;
      this.#startReads();
      if (content) yield await content;
    }
  }

  /** Goes on behind `file`, whether all of it was asked for or not. */
  async leave(file: number): Promise<void> {
    this.#firstWanted = file + 1;
    while (this.#reads[0] && this.#reads[0].file <= file) await this.#forget();
    this.#closeFile(file);
  }

  async close(): Promise<void> {
    while (this.#reads.length > 0) await this.#forget();
    for (const file of this.#open.keys()) this.#closeFile(file);
  }

  async #forget(): Promise<void> {
    await this.#reads.shift()?.content.catch(() => {});
  }

  *#pieces(): Generator<Piece> {
    for (const [file, { sizeBytes }] of this.#files.entries()) {
      let position = 0;
      do {
        const bytes = Math.min(sizeBytes - position, PIECE_BYTES);
        yield { file, position, bytes, isLast: position + bytes >= sizeBytes };
        position += bytes;
      } while (position < sizeBytes && file >= this.#firstWanted);
    }
  }

  #startReads(): void {
    while (this.#reads.length < AHEAD) {
      const next = this.#toStart.next();
      if (next.done) return;
      const content = this.#read(next.value);
      // It may fail before anybody asks for it.
      content.catch(() => {});
      this.#reads.push({ file: next.value.file, content });
    }
  }

  async #read({ file, position, bytes, isLast }: Piece): Promise<Buffer> {
    const room = this.#rooms[this.#started++ % this.#rooms.length] ?? new Room();
    // One byte more than there should be shows a file that has grown.
    const memory = room.of(isLast ? bytes + 1 : bytes);
    const descriptor = this.#descriptorOf(file);
    let filled = 0;
    do {
      const [left, at] = [memory.length - filled, position + filled];
      const { bytesRead } = await readBytes(descriptor, memory, filled, left, at);
      filled += bytesRead;
      if (bytesRead === 0) break;
    } while (filled < bytes);
    return memory.subarray(0, filled);
  }

  #descriptorOf(file: number): number {
    const path = this.#files[file]?.path ?? '';
    const descriptor = this.#open.get(file) ?? openSync(path, NOT_WAITING);
    this.#open.set(file, descriptor);
    return descriptor;
  }

  #closeFile(file: number): void {
    const descriptor = this.#open.get(file);
    this.#open.delete(file);
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Memory for one piece at a time, as large as the largest so far. */
class Room {
  #memory = Buffer.alloc(0);

  of(bytes: number): Buffer {
    if (this.#memory.length < bytes) this.#memory = Buffer.allocUnsafeSlow(bytes);
    return this.#memory.subarray(0, bytes);
  }
}
