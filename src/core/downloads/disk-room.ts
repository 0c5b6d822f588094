import { statfs } from 'node:fs/promises';
import { AppError } from '#shared/errors.ts';
import { asLibraryError } from '../library/library-errors.ts';

/** Room for the photos under way and for the catalogue's log. How large the rest is, nobody says. */
const LEAST_FREE_BYTES = 16_000_000;

/** Throws `disk_full` when the disk of `folder` has no room for even a few photos. */
export async function requireRoom(folder: string): Promise<void> {
  const { bavail, blocks, bsize } = await statfs(folder).catch((error: unknown) => {
    throw asLibraryError(error, folder);
  });
  const freeBytes = bavail * bsize;
  // Drives that do not say how large they are report 0 blocks.
  if (blocks === 0 || freeBytes >= LEAST_FREE_BYTES) return;
  throw new AppError(
    'disk_full',
    `The disk that holds ${folder} is full but for ${Math.floor(freeBytes / 1_000_000)} MB. Free some space, then go on.`,
  );
}
