import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { asLibraryError } from '../library/library-errors.ts';

/** Pictures made for the window, as files that may go at any time. */
export interface PictureCache {
  /** Where the picture of this name is, if it is there. */
  find(name: string): Promise<string | null>;
  /** Keeps a picture; where it is now. Never half a file. */
  put(name: string, content: Buffer): Promise<string>;
  /** Removes the pictures unused for longest until no more than `bytes` are left. */
  shrink(bytes: number): Promise<void>;
}

export function createPictureCache(root: string): PictureCache {
  const folder = join(root, 'pictures');
  const pathOf = (name: string) => join(folder, name.slice(0, 2), name);

  return {
    async find(name) {
      const path = pathOf(name);
      return (await sizeOf(path)) === null ? null : path;
    },

    async put(name, content) {
      const path = pathOf(name);
      const part = `${path}.${randomUUID()}.part`;
      try {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(part, content);
        await rename(part, path);
        return path;
      } catch (error) {
        await rm(part, { force: true }).catch(() => {});
        throw asLibraryError(error, folder);
      }
    },

    async shrink(bytes) {
      const files = await filesBelow(folder);
      let left = files.reduce((sum, file) => sum + file.sizeBytes, 0);
      for (const file of files.sort((a, b) => a.usedAtMs - b.usedAtMs)) {
        if (left <= bytes) return;
        await rm(file.path, { force: true });
        left -= file.sizeBytes;
      }
    },
  };
}

/** A name for a picture made of what `parts` say. */
export function pictureName(parts: readonly string[], extension: string): string {
  return `${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40)}.${extension}`;
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch {
    return null;
  }
}

async function filesBelow(folder: string) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files: { path: string; sizeBytes: number; usedAtMs: number }[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const found = await stat(path).catch(() => null);
    if (found) files.push({ path, sizeBytes: found.size, usedAtMs: found.mtimeMs });
  }
  return files;
}
