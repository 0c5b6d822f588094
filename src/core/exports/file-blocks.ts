import type { Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

const BLOCK_BYTES = 1024 * 1024;

/**
 * A file read in large blocks, the next one while one is in use. Made for going through it from its
 * beginning to its end; other ways work, too.
 */
export class FileBlocks {
  readonly #file: FileHandle;
  readonly #sizeBytes: number;
  readonly #whole: Hash | null;
  readonly #rooms = [Buffer.allocUnsafeSlow(BLOCK_BYTES), Buffer.allocUnsafeSlow(BLOCK_BYTES)];
  #current: { index: number; content: Buffer } = { index: -1, content: Buffer.alloc(0) };
  #ahead: { index: number; content: Promise<Buffer> } | null = null;
  #hashed = 0;

  /** `whole` takes each byte of the file once, in order, by the time of {@link FileBlocks.end}. */
  constructor(file: FileHandle, sizeBytes: number, whole: Hash | null) {
    this.#file = file;
    this.#sizeBytes = sizeBytes;
    this.#whole = whole;
  }

  /** From `position` on 1 to `atMost` bytes, good until the next call; none behind the end. */
  async at(position: number, atMost: number): Promise<Buffer> {
    if (position >= this.#sizeBytes) return Buffer.alloc(0);
    const index = Math.floor(position / BLOCK_BYTES);
    if (this.#whole) while (this.#hashed < index) await this.#goTo(this.#hashed);
    if (this.#current.index !== index) await this.#goTo(index);
    const start = position - index * BLOCK_BYTES;
    return this.#current.content.subarray(start, start + atMost);
  }

  /** From `position` on `bytes` bytes, to keep; fewer where the file ends. */
  async copyAt(position: number, bytes: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for (let filled = 0; filled < bytes; ) {
      const piece = await this.at(position + filled, bytes - filled);
      if (piece.length === 0) break;
      pieces.push(Buffer.from(piece));
      filled += piece.length;
    }
    return Buffer.concat(pieces);
  }

  /** Goes through what is left. */
  async end(): Promise<void> {
    await this.at(this.#sizeBytes - 1, 1);
  }

  async #goTo(index: number): Promise<void> {
    if (this.#ahead?.index !== index) {
      // It may be on its way into the memory that is needed now.
      await this.#ahead?.content.catch(() => {});
      this.#ahead = null;
    }
    const content = await (this.#ahead?.content ?? this.#read(index));
    this.#current = { index, content };
    this.#ahead = this.#start(index + 1);
    if (this.#hashed === index) {
      this.#whole?.update(content);
      this.#hashed += 1;
    }
  }

  #start(index: number): { index: number; content: Promise<Buffer> } | null {
    if (index * BLOCK_BYTES >= this.#sizeBytes) return null;
    const content = this.#read(index);
    // It may fail before anybody asks for it, or nobody may.
    content.catch(() => {});
    return { index, content };
  }

  async #read(index: number): Promise<Buffer> {
    const room = this.#rooms[index % this.#rooms.length] ?? Buffer.alloc(BLOCK_BYTES);
    let filled = 0;
    while (filled < room.length) {
      const [left, from] = [room.length - filled, index * BLOCK_BYTES + filled];
      const { bytesRead } = await this.#file.read(room, filled, left, from);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return room.subarray(0, filled);
  }
}
