import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipArchive } from 'archiver';
import { discard } from './disk.ts';

/** An archive being written. One `add` at a time; then either `finish` or `abort`. */
export interface ArchiveWriter {
  /** Appends one file. Once it resolves, `content` may be overwritten. Rejects when writing has failed. */
  add(name: string, content: Buffer, date: Date): Promise<void>;
  /** Completes the archive and puts it on the disk. */
  finish(): Promise<{ sizeBytes: number; sha256: string }>;
  /** Stops and removes what was written. */
  abort(): Promise<void>;
}

export interface ZipWriterOptions {
  /** ZIP64 even where it is not needed. Default: only past 4 GiB or 65,535 entries. */
  forceZip64?: boolean;
}

const BLOCK_BYTES = 1024 * 1024;
/** The fixed part of a local file header (APPNOTE 4.3.7). */
const LOCAL_HEADER_BYTES = 30;
const FILE_MODE = 0o644;

/**
 * Writes a ZIP at `path`, replacing what is there: stored, UTF-8 names, CRC and size in front of
 * each file, UTC dates. Holds one file and one block in memory, whatever the archive's size. The
 * same input gives the same bytes.
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
  readonly #archive: ZipArchive;
  readonly #written: Promise<void>;
  readonly #hash = createHash('sha256');
  /** archiver makes many pieces of a few bytes: they are gathered here, and written together. */
  readonly #block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
  #blockBytes = 0;
  #addedBytes = 0;
  #takenBytes = 0;
  #failure: unknown = null;
  #wake: () => void = () => {};

  constructor(path: string, file: FileHandle, options: ZipWriterOptions) {
    this.#path = path;
    this.#file = file;
    this.#archive = new ZipArchive({ store: true, forceZip64: options.forceZip64 ?? false });
    const sink = new Writable({
      write: (piece: Buffer, _encoding, done) => this.#take(piece, done),
      final: (done) => void this.#flush().then(() => done(), done),
    });
    this.#written = pipeline(this.#archive, sink).catch((error: unknown) => this.#fail(error));
  }

  /**
   * archiver takes whatever it is given and never says when to wait (#422), and an error in a source
   * stream can leave it waiting for ever (#321, #364). So it gets whole files, and the next one only
   * when it has let go of the last.
   */
  async add(name: string, content: Buffer, date: Date): Promise<void> {
    if (this.#failure) throw this.#failure;
    this.#addedBytes += LOCAL_HEADER_BYTES + Buffer.byteLength(name) + content.length;
    this.#archive.append(content, { name, date, mode: FILE_MODE });
    while (!this.#failure && this.#takenBytes < this.#addedBytes) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#failure) throw this.#failure;
  }

  async finish(): Promise<{ sizeBytes: number; sha256: string }> {
    // Not awaited: archiver's promise stays open for ever when something fails on the way.
    this.#archive.finalize().catch((error: unknown) => this.#fail(error));
    await this.#written;
    if (this.#failure) throw this.#failure;
    await this.#file.sync();
    await this.#file.close();
    return { sizeBytes: this.#takenBytes, sha256: this.#hash.digest('hex') };
  }

  async abort(): Promise<void> {
    this.#archive.destroy();
    await this.#written;
    await this.#file.close();
    await discard(this.#path);
  }

  #take(piece: Buffer, done: (error?: Error | null) => void): void {
    const taken = () => {
      this.#takenBytes += piece.length;
      this.#wake();
      done();
    };
    if (this.#blockBytes + piece.length < BLOCK_BYTES) {
      this.#blockBytes += piece.copy(this.#block, this.#blockBytes);
      taken();
    } else {
      this.#takeInBlocks(piece).then(taken, done);
    }
  }

  async #takeInBlocks(piece: Buffer): Promise<void> {
    let from = 0;
    while (from < piece.length) {
      const copied = piece.copy(this.#block, this.#blockBytes, from);
      from += copied;
      this.#blockBytes += copied;
      if (this.#blockBytes === BLOCK_BYTES) await this.#flush();
    }
  }

  async #flush(): Promise<void> {
    const block = this.#block.subarray(0, this.#blockBytes);
    const writing = this.#file.writeFile(block);
    this.#hash.update(block);
    await writing;
    this.#blockBytes = 0;
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
    this.#wake();
  }
}
