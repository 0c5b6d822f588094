import { lstat, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '#shared/errors.ts';

/**
 * Tells one photo's place that is taken from a disk that fails: throws `photo_blocked` where a folder
 * lies in the place of the file, or anything but a folder in that of its folder. `cause` is what the
 * system said when the file was to be put there.
 */
export async function assertPlaceIsFree(path: string, cause: unknown): Promise<void> {
  const folder = dirname(path);
  if (await isFolder(path)) throw blocked(path, cause);
  if ((await isAnything(folder)) && !(await isFolder(folder))) throw blocked(folder, cause);
}

function blocked(path: string, cause: unknown): AppError {
  return new AppError(
    'photo_blocked',
    `Something else lies at ${path}, in the place of this photo. Move it away, then try again.`,
    { cause },
  );
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.isDirectory() ?? false;
}

/** Also a link that leads nowhere. */
async function isAnything(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) !== null;
}
