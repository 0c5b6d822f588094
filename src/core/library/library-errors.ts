import { AppError } from '#shared/errors.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT']);
const NO_ACCESS = new Set(['EACCES', 'EPERM', 'EROFS']);
const GONE = new Set(['ENOENT', 'ENODEV', 'ENXIO', 'EIO', 'ESTALE']);

/** SQLite's primary result codes that matter here (sqlite.org/rescode.html). */
const SQLITE_BUSY = 5;
const SQLITE_READONLY = 8;
const SQLITE_IOERR = 10;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;
const SQLITE_NOTADB = 26;

/** The catalogue at `path` cannot be used any more. */
export function damaged(path: string, cause?: unknown): AppError {
  return new AppError(
    'library_damaged',
    `The catalogue ${path} is damaged. Start Headshot Desk again, or run \`headshot-desk verify --rebuild\`: it is then put aside and built anew from what can be read of it and from the photos on disk, which are kept.`,
    { cause },
  );
}

/** The system's or SQLite's own word for a failed write or read, as an error a person can act on. */
export function asLibraryError(error: unknown, path: string): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  const sqlite = 'errcode' in error ? Number(error.errcode) & 0xff : 0;
  const as = (appCode: ConstructorParameters<typeof AppError>[0], message: string) =>
    new AppError(appCode, message, { cause: error });
  if (FULL.has(code) || sqlite === SQLITE_FULL) {
    return as('disk_full', `The disk that holds ${path} is full. Free some space, then go on.`);
  }
  if (NO_ACCESS.has(code) || sqlite === SQLITE_READONLY) {
    return as('disk_failed', `${path} cannot be written. Check its permissions, then go on.`);
  }
  if (GONE.has(code) || sqlite === SQLITE_IOERR || sqlite === SQLITE_CANTOPEN) {
    return as('disk_failed', `${path} cannot be reached. Check that its disk is connected.`);
  }
  if (sqlite === SQLITE_CORRUPT || sqlite === SQLITE_NOTADB) {
    return damaged(path, error);
  }
  if (sqlite === SQLITE_BUSY) {
    return as('library_busy', `${path} is in use by another program. Try again in a moment.`);
  }
  if ('syscall' in error) {
    return as('disk_failed', `${path} cannot be used (${code}). Check the disk and the folder.`);
  }
  return error;
}
