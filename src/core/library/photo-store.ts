import { constants } from 'node:fs';
import { type FileHandle, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isAppError } from '#shared/errors.ts';
import type { StoredFile } from '#shared/export.ts';
import { asLibraryError } from './library-errors.ts';
import { createMeter, type Measured } from './meter.ts';
import { createPartFiles } from './part-file.ts';
import type { LibraryPaths } from './paths.ts';

/** Opening a pipe that lies in a file's place would wait for ever. Windows has neither. */
const NOT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

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

  /** Size in bytes of a file, or null where there is none. */
  const size = (path: string): Promise<number | null> =>
    guarded(path, async () => {
      try {
        const found = await stat(path);
        return found.isFile() ? found.size : null;
      } catch (error) {
        if (leadsNowhere(error)) return null;
        throw error;
      }
    });

  /** Reads a file through once; null where there is none. */
  const measure = (path: string, signal?: AbortSignal): Promise<Measured | null> =>
    guarded(path, async () => {
      let handle: FileHandle;
      try {
        handle = await open(path, NOT_WAITING);
      } catch (error) {
        if (leadsNowhere(error)) return null;
        throw error;
      }
      try {
        const kind = await handle.stat();
        if (!kind.isFile() && !kind.isDirectory()) return null;
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

    createPart: createPartFiles(paths),

    size,

    measure,

    /**
     * Whether a file is in its place as it was recorded, by its size and every byte. One that cannot
     * be read is not.
     */
    async holds(
      { path, sizeBytes, sha256 }: Pick<StoredFile, 'path' | 'sizeBytes' | 'sha256'>,
      signal?: AbortSignal,
    ): Promise<boolean> {
      try {
        if ((await size(path)) !== sizeBytes) return false;
        return (await measure(path, signal))?.sha256 === sha256;
      } catch (error) {
        if (isAppError(error, 'disk_failed')) return false;
        throw error;
      }
    },

    /** Removes a photo's file; a folder in its place is somebody else's, and stays. */
    async remove(path: string): Promise<void> {
      await guarded(path, async () => {
        if ((await stat(path).catch(() => null))?.isDirectory()) return;
        await rm(path, { force: true });
      });
    },
  };
}

function isNotThere(error: unknown): boolean {
  return isCode(error, 'ENOENT');
}

/** Also where a file stands for a folder on the way, or a link leads to itself. */
function leadsNowhere(error: unknown): boolean {
  return isCode(error, 'ENOENT', 'ENOTDIR', 'ELOOP');
}

function isCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
