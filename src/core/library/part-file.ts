import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { flushFolder } from './flush-folder.ts';
import { assertPlaceIsFree } from './free-place.ts';
import { asLibraryError } from './library-errors.ts';
import { createMeter, type Measured } from './meter.ts';
import type { LibraryPaths } from './paths.ts';

/**
 * A file on its way into the library. A small one is held in memory until it is flushed; a large one
 * is written as it comes, under a `.part` name, invisible until it is placed.
 */
export interface PartFile {
  readonly path: string;
  /** Only a piece that was awaited is sure to be taken. */
  write(piece: Uint8Array): Promise<void> | void;
  /** Nothing more will come. */
  finish(): Promise<Measured>;
  /** All of a small one, until it is flushed; a large one has to be read from `path`. */
  content(): Buffer | null;
  /** Brings it to the disk itself. */
  flush(): Promise<void>;
  /**
   * Gives it its final name, replacing what is there. The folder still has to be flushed.
   * `photo_blocked` where something else lies there that is not replaced.
   */
  place(finalPath: string): Promise<void>;
  /** Removes it; safe at any moment and more than once. */
  discard(): Promise<void>;
}

/** What is held of a file: all of most photos, and what a disk takes at once. */
const BLOCK_BYTES = 1024 * 1024;
/** Blocks are used again: making one costs more than filling it. */
const KEPT_BLOCKS = 16;

/** Makes part files in the library's folder of parts. Errors are `disk_full` or `disk_failed`. */
export function createPartFiles({ parts, photos }: LibraryPaths): () => PartFile {
  const freeBlocks: Buffer[] = [];

  return () => {
    const path = join(parts, `${randomUUID()}.part`);
    const meter = createMeter();
    let block: Buffer | null = freeBlocks.pop() ?? newBlock();
    let used = 0;
    let handle: FileHandle | null = null;
    let isOnDisk = false;

    const blockInUse = (): Buffer => {
      if (block) return block;
      throw new Error('A part file was used after its end.');
    };
    const freeBlock = () => {
      if (block && freeBlocks.length < KEPT_BLOCKS) freeBlocks.push(block);
      block = null;
    };
    const close = async () => {
      const open = handle;
      handle = null;
      await open?.close();
    };
    const writeOut = async () => {
      handle ??= await openPart(parts, path);
      isOnDisk = true;
      await writeAll(handle, blockInUse().subarray(0, used));
      used = 0;
    };
    const measureBlock = () => meter.add(blockInUse().subarray(0, used));
    const writeLong = async (piece: Uint8Array) => {
      let left = piece;
      while (left.byteLength > 0) {
        const taken = left.subarray(0, BLOCK_BYTES - used);
        blockInUse().set(taken, used);
        used += taken.byteLength;
        left = left.subarray(taken.byteLength);
        if (used < BLOCK_BYTES) continue;
        measureBlock();
        await guarded(path, writeOut);
      }
    };

    return {
      path,
      write(piece) {
        if (used + piece.byteLength >= BLOCK_BYTES) return writeLong(piece);
        blockInUse().set(piece, used);
        used += piece.byteLength;
        return undefined;
      },
      async finish() {
        measureBlock();
        if (isOnDisk) {
          await guarded(path, writeOut);
          freeBlock();
        }
        return meter.end();
      },
      content: () => (isOnDisk ? null : blockInUse().subarray(0, used)),
      flush: () =>
        guarded(path, async () => {
          if (!isOnDisk) {
            await writeOut();
            freeBlock();
          }
          await handle?.sync();
          await close();
        }),
      place: (finalPath) =>
        guarded(finalPath, async () => {
          try {
            await rename(path, finalPath).catch(async (error: unknown) => {
              if (!isNotThere(error)) throw error;
              await makeFolder(dirname(finalPath), photos);
              await rename(path, finalPath);
            });
          } catch (error) {
            await assertPlaceIsFree(finalPath, error);
            throw error;
          }
          isOnDisk = false;
        }),
      async discard() {
        freeBlock();
        await close().catch(() => undefined);
        if (isOnDisk) await rm(path, { force: true }).catch(() => undefined);
      },
    };
  };
}

/** In memory that another thread can look into, while it is checked. */
function newBlock(): Buffer {
  return Buffer.from(new SharedArrayBuffer(BLOCK_BYTES));
}

async function guarded<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asLibraryError(error, path);
  }
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

/** Makes a model's folder, whose own name is flushed too, but nothing above that of all photos. */
async function makeFolder(folder: string, photos: string): Promise<void> {
  await mkdir(photos).catch(unlessThere);
  await mkdir(folder).catch(unlessThere);
  await flushFolder(photos);
}

async function writeAll(handle: FileHandle, piece: Uint8Array): Promise<void> {
  let offset = 0;
  while (offset < piece.byteLength) {
    const { bytesWritten } = await handle.write(piece, offset);
    offset += bytesWritten;
  }
}

function isNotThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function unlessThere(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
}
