import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { asLibraryError } from './library-errors.ts';
import type { LibraryPaths } from './paths.ts';

/** What was counted while a file was written or read: bytes, SHA-256 (lower-case hex) and CRC-32. */
export interface Measured {
  sizeBytes: number;
  sha256: string;
  crc32: number;
}

/** A file on its way into the library: written under a `.part` name, invisible until placed. */
export interface PartFile {
  readonly path: string;
  write(piece: Uint8Array): Promise<void>;
  /** Flushes to the disk itself and closes. */
  finish(): Promise<Measured>;
  /** Gives it its final name, replacing what is there; the directory entry is flushed too. */
  place(finalPath: string): Promise<void>;
  /** Removes it; safe at any moment and more than once. */
  discard(): Promise<void>;
}

/** Hashes and counts bytes as they pass. */
export function createMeter() {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  let crc = 0;
  return {
    add(piece: Uint8Array): void {
      hash.update(piece);
      crc = crc32(piece, crc);
      sizeBytes += piece.byteLength;
    },
    end: (): Measured => ({ sizeBytes, sha256: hash.digest('hex'), crc32: crc }),
  };
}

/** The photo files of one library. Errors are `disk_full` or `disk_failed`. */
export type PhotoStore = ReturnType<typeof createPhotoStore>;

export function createPhotoStore(paths: LibraryPaths) {
  const guarded = async <T>(path: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw asLibraryError(error, path);
    }
  };

  return {
    /** Removes what an earlier run left unfinished; how many files that was. */
    async sweepParts(): Promise<number> {
      return guarded(paths.parts, async () => {
        const names = await readdir(paths.parts).catch((error: unknown) => {
          if (isNotThere(error)) return [];
          throw error;
        });
        const options = { recursive: true, force: true };
        await Promise.all(names.map((name) => rm(join(paths.parts, name), options)));
        return names.length;
      });
    },

    async createPart(): Promise<PartFile> {
      const path = join(paths.parts, `${randomUUID()}.part`);
      const handle = await guarded(path, () => openPart(paths.parts, path));
      const meter = createMeter();
      let closed = false;
      const close = async (): Promise<void> => {
        if (closed) return;
        closed = true;
        await handle.close();
      };
      return {
        path,
        write: (piece) =>
          guarded(path, async () => {
            meter.add(piece);
            await writeAll(handle, piece);
          }),
        finish: () =>
          guarded(path, async () => {
            await handle.sync();
            await close();
            return meter.end();
          }),
        place: (finalPath) =>
          guarded(finalPath, async () => {
            const folder = dirname(finalPath);
            await mkdir(folder, { recursive: true });
            await rename(path, finalPath);
            await syncFolder(folder);
          }),
        discard: async () => {
          await close().catch(() => undefined);
          await rm(path, { force: true }).catch(() => undefined);
        },
      };
    },

    /** Size in bytes of a file, or null where there is none. */
    async size(path: string): Promise<number | null> {
      return guarded(path, async () => {
        try {
          const found = await stat(path);
          return found.isFile() ? found.size : null;
        } catch (error) {
          if (isNotThere(error)) return null;
          throw error;
        }
      });
    },

    /** Reads a file through once; null where there is none. */
    async measure(path: string, signal?: AbortSignal): Promise<Measured | null> {
      return guarded(path, async () => {
        let handle: FileHandle;
        try {
          handle = await open(path, 'r');
        } catch (error) {
          if (isNotThere(error)) return null;
          throw error;
        }
        try {
          const meter = createMeter();
          for await (const piece of handle.createReadStream({ autoClose: false })) {
            signal?.throwIfAborted();
            meter.add(piece as Buffer);
          }
          return meter.end();
        } finally {
          await handle.close();
        }
      });
    },

    async remove(path: string): Promise<void> {
      await guarded(path, () => rm(path, { force: true }));
    },
  };
}

/** A missing library folder is a lost disk, not a folder to be made anew somewhere else. */
async function openPart(folder: string, path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx');
  } catch (error) {
    if (!isNotThere(error)) throw error;
    await mkdir(folder);
    return open(path, 'wx');
  }
}

async function writeAll(handle: FileHandle, piece: Uint8Array): Promise<void> {
  let offset = 0;
  while (offset < piece.byteLength) {
    const { bytesWritten } = await handle.write(piece, offset);
    offset += bytesWritten;
  }
}

/** Flushes a folder's entries; Windows has no such call and journals them itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isNotThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
