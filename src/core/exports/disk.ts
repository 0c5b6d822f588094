import { constants } from 'node:fs';
import { access, link, open, opendir, rename, rm, stat, statfs, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '#shared/errors.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT']);
const REFUSED = new Set(['EACCES', 'EPERM', 'EROFS']);
const GONE = new Set(['ENOENT', 'ENODEV', 'ENXIO', 'EIO', 'ESTALE', 'ENOTCONN']);
const IN_THE_WAY = new Set(['ENOTDIR', 'EISDIR', 'ERR_FS_EISDIR', 'EEXIST', 'ENOTEMPTY']);
/** What file systems without hard links (FAT, exFAT, some network drives) answer to `link`. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV', 'EINVAL']);

/** The system's word for a failure (`ENOSPC`, …), or ''. */
export function errnoOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** A failure to write below `path` as an error a person can act on; anything else as it is. */
export function asDiskError(error: unknown, path: string): unknown {
  if (error instanceof AppError) return error;
  const errno = errnoOf(error);
  const failed = (message: string) => new AppError('disk_failed', message, { cause: error });
  if (FULL.has(errno)) {
    const message = `The disk that holds ${path} is full. Free some space, then export again.`;
    return new AppError('disk_full', message, { cause: error });
  }
  if (REFUSED.has(errno)) {
    return failed(`${path} cannot be written. Check its permissions, or choose another folder.`);
  }
  if (GONE.has(errno)) {
    return failed(
      `${path} cannot be reached. Check that its disk is connected, then export again.`,
    );
  }
  if (IN_THE_WAY.has(errno)) {
    return failed(`A file or folder is in the way of ${path}. Move it, or choose another folder.`);
  }
  if (/^E[A-Z0-9]+$/.test(errno)) {
    return failed(`${path} could not be written (${errno}). Choose another folder, or try again.`);
  }
  return error;
}

/**
 * Gives the finished `part` its name. Without `overwrite` a file that has appeared there meanwhile
 * stays, and `target_exists` is thrown.
 */
export async function publish(part: string, path: string, overwrite: boolean): Promise<void> {
  if (overwrite) {
    await rename(part, path);
    return;
  }
  try {
    // Unlike a rename, a link never replaces anything.
    await link(part, path);
    await unlink(part);
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') throw alreadyThere(path);
    if (!NO_LINKS.has(errnoOf(error))) throw error;
    if (await isThere(path)) throw alreadyThere(path);
    await rename(part, path);
  }
}

/** Makes the names in `folder` survive a power cut, where the system can (not on Windows). */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Some network and FUSE drives cannot: their own server takes care.
    if (!['EINVAL', 'ENOTSUP', 'EBADF', 'EISDIR'].includes(errnoOf(error))) throw error;
  } finally {
    await handle.close();
  }
}

/** Throws `disk_full`, with both numbers, when the disk of `folder` has less than `neededBytes` left. */
export async function requireSpace(folder: string, neededBytes: number): Promise<void> {
  const { bavail, blocks, bsize } = await statfs(folder);
  const freeBytes = bavail * bsize;
  // Drives that do not say how large they are report 0 blocks.
  if (blocks === 0 || freeBytes >= neededBytes) return;
  throw new AppError(
    'disk_full',
    `The export needs ${inMegabytes(neededBytes)}, but the disk that holds ${folder} has only ` +
      `${inMegabytes(freeBytes)} left. Free some space, or choose another folder.`,
  );
}

/**
 * Throws what writing into `folder` would throw, as far as a look can tell: something is in its way, or
 * in that of a folder above, or it is not permitted. Changes nothing.
 */
export async function requireFolder(folder: string): Promise<void> {
  try {
    let nearest = folder;
    while (!(await isThere(nearest)) && dirname(nearest) !== nearest) nearest = dirname(nearest);
    await (await opendir(nearest)).close();
    await access(nearest, constants.W_OK);
  } catch (error) {
    throw asDiskError(error, folder);
  }
}

/** Removes what an unfinished export has left under its temporary name. */
export async function discard(part: string): Promise<void> {
  await rm(part, { force: true });
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}

function alreadyThere(path: string): AppError {
  return new AppError(
    'target_exists',
    `${path} has appeared while the export was running, and was left as it is. ` +
      'Choose another folder, or allow overwriting.',
  );
}

function inMegabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1_000_000).toLocaleString('en')} MB`;
}
