import { writevSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { discard } from './disk.ts';
import type { Pieces } from './read-ahead.ts';
import { centralHeader, type EntryFacts, endOfDirectory, localHeader } from './zip-format.ts';

/** A file whose bytes are still to come. */
export interface ComingFile {
  name: string;
  sizeBytes: number;
  crc32: number;
  date: Date;
}

/** An archive being written. One file at a time; then either `finish` or `abort`. */
export interface ArchiveWriter {
  /** Appends one file. Once it resolves, `content` may be overwritten. Rejects when writing has failed. */
  add(name: string, content: Buffer, date: Date): Promise<void>;
  /**
   * Appends one file of any size, as its pieces come; each is taken before the next is asked for.
   * When `pieces` throws, or gives another number of bytes than was said, nothing of the file stays,
   * the error comes through, and the archive can go on.
   */
  addPieces(file: ComingFile, pieces: Pieces): Promise<void>;
  /** Completes the archive and puts it on the disk. */
  finish(): Promise<{ sizeBytes: number }>;
  /** Stops and removes what was written. */
  abort(): Promise<void>;
}

export interface ZipWriterOptions {
  /** ZIP64 even where it is not needed. Default: only past 4 GiB or 65,534 entries. */
  forceZip64?: boolean;
}

/**
 * The system is asked this often to begin with the disk's part of the work: else it would all be left
 * for the end, when everybody waits for it.
 */
const FLUSH_BYTES = 64 * 1024 * 1024;
const MAX_NAME_BYTES = 0xffff;
const DIRECTORY_PIECE_BYTES = 64 * 1024;

/**
 * Writes a ZIP at `path`, replacing what is there: stored, UTF-8 names, CRC and size in front of
 * each file, UTC dates. Holds little more in memory than each file's name, whatever the archive's
 * size. The same input gives the same bytes.
 */
export async function createZip(
  path: string,
  options: ZipWriterOptions = {},
): Promise<ArchiveWriter> {
  await discard(path);
  return new ZipWriter(path, await open(path, 'wx'), options);
}

class ZipWriter implements ArchiveWriter {
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #forceZip64: boolean;
  readonly #directory = new Bytes();
  #entries = 0;
  /** Where the last whole file ends. What lies behind it will be overwritten, or cut off. */
  #end = 0;
  #longest = 0;
  #flushedTo = 0;
  #flushing: Promise<void> | null = null;
  #failure: { error: unknown } | null = null;

  constructor(path: string, file: FileHandle, { forceZip64 = false }: ZipWriterOptions) {
    this.#path = path;
    this.#file = file;
    this.#forceZip64 = forceZip64;
  }

  async add(name: string, content: Buffer, date: Date): Promise<void> {
    const file = { name, sizeBytes: content.length, crc32: crc32(content), date };
    await this.addPieces(file, [content]);
  }

  async addPieces({ name, ...file }: ComingFile, pieces: Pieces): Promise<void> {
    const facts: EntryFacts = { ...file, name: Buffer.from(name) };
    if (facts.name.length > MAX_NAME_BYTES) throw new RangeError('A name is too long for a ZIP.');
    let ahead = [localHeader(facts, this.#forceZip64)];
    let at = this.#end;
    let left = file.sizeBytes;
    for await (const piece of pieces) {
      left -= piece.length;
      if (left < 0) break;
      at = this.#write([...ahead, piece], at);
      ahead = [];
    }
    if (left !== 0) throw new Error(`${name} has not the size that was said.`);
    if (ahead.length > 0) at = this.#write(ahead, at);
    this.#directory.add(centralHeader(facts, this.#end, this.#forceZip64));
    this.#entries += 1;
    this.#end = at;
  }

  async finish(): Promise<{ sizeBytes: number }> {
    const { pieces, sizeBytes } = this.#directory;
    const directory = { entries: this.#entries, offset: this.#end, sizeBytes };
    let at = this.#end;
    for (const piece of pieces) at = this.#write([piece], at);
    at = this.#write([endOfDirectory(directory, this.#forceZip64)], at);
    await this.#flushing;
    if (this.#failure) throw this.#failure.error;
    if (at < this.#longest) await this.#file.truncate(at);
    await this.#file.sync();
    await this.#file.close();
    return { sizeBytes: at };
  }

  async abort(): Promise<void> {
    await this.#flushing;
    try {
      await this.#file.close();
    } finally {
      await discard(this.#path);
    }
  }

  /** Writes all of `pieces` at `at`; where they end. */
  #write(pieces: readonly Buffer[], at: number): number {
    if (this.#failure) throw this.#failure.error;
    let end = at;
    // A nearly full disk takes a part first, and says with the next one that it is full.
    for (let rest = pieces; rest.length > 0; ) {
      const bytes = writevSync(this.#file.fd, rest, end);
      end += bytes;
      rest = behind(rest, bytes);
    }
    this.#longest = Math.max(this.#longest, end);
    if (end - this.#flushedTo >= FLUSH_BYTES && !this.#flushing) this.#flush(end);
    return end;
  }

  #flush(upTo: number): void {
    this.#flushedTo = upTo;
    this.#flushing = this.#file
      .datasync()
      .catch((error: unknown) => {
        // Told only once by the system: the next flush may find nothing wrong.
        this.#failure = { error };
      })
      .finally(() => {
        this.#flushing = null;
      });
  }
}

/** What is left of `pieces` behind their first `bytes`. */
function behind(pieces: readonly Buffer[], bytes: number): Buffer[] {
  let skip = bytes;
  return pieces.flatMap((piece) => {
    const taken = Math.min(skip, piece.length);
    skip -= taken;
    return taken < piece.length ? [piece.subarray(taken)] : [];
  });
}

/** Bytes that grow little by little. An object for each file would take several times the memory. */
class Bytes {
  readonly #full: Buffer[] = [];
  #last = Buffer.alloc(0);
  #used = 0;
  #fullBytes = 0;

  add(bytes: Buffer): void {
    if (this.#used + bytes.length > this.#last.length) {
      this.#fullBytes += this.#used;
      if (this.#used > 0) this.#full.push(this.#last.subarray(0, this.#used));
      this.#last = Buffer.allocUnsafeSlow(Math.max(bytes.length, DIRECTORY_PIECE_BYTES));
      this.#used = 0;
    }
    this.#used += bytes.copy(this.#last, this.#used);
  }

  get sizeBytes(): number {
    return this.#fullBytes + this.#used;
  }

  get pieces(): Buffer[] {
    return [...this.#full, this.#last.subarray(0, this.#used)];
  }
}
