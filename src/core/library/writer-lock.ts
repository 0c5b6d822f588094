import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { DatabaseSync } from 'node:sqlite';
import { AppError, isAppError } from '#shared/errors.ts';
import { asLibraryError } from './library-errors.ts';
import type { LibraryPaths } from './paths.ts';
import { sqlite } from './sqlite.ts';

/** The right to write a library, held until released or until the process ends, however it ends. */
export interface WriterLock {
  /** The last one who held it was killed, or the power went. */
  afterKill: boolean;
  /** Safe more than once. Never throws: the disk may be gone. */
  release(): void;
}

/**
 * Takes the one right to write, across processes, or throws `library_busy` naming the holder.
 * It is SQLite's own file lock on an empty database: the system lets go of it even after SIGKILL.
 */
export function takeWriterLock(paths: LibraryPaths, program: string): WriterLock {
  const connection = lock(paths);
  const afterKill = existsSync(paths.lockNote);
  const note = { program, pid: process.pid, host: hostname(), since: new Date().toISOString() };
  try {
    writeFileSync(paths.lockNote, JSON.stringify(note));
  } catch {
    // The note only serves the message; the lock itself is what counts.
  }
  let isHeld = true;
  return {
    afterKill,
    release: () => {
      if (!isHeld) return;
      isHeld = false;
      try {
        rmSync(paths.lockNote, { force: true });
      } catch {
        // Whoever comes next looks more closely than needed.
      }
      connection.close();
    },
  };
}

function lock(paths: LibraryPaths): DatabaseSync {
  try {
    return exclusive(paths.lock);
  } catch (error) {
    if (isAppError(error, 'library_busy')) {
      throw new AppError('library_busy', busyMessage(paths), { cause: error });
    }
    // Nobody can hold a lock on a file that is no database: it is damaged, not in use.
    if (!isAppError(error, 'library_damaged')) throw error;
    rmSync(paths.lock);
    return exclusive(paths.lock);
  }
}

function exclusive(path: string): DatabaseSync {
  const { DatabaseSync } = sqlite();
  let connection: DatabaseSync | undefined;
  try {
    connection = new DatabaseSync(path, { timeout: 0 });
    connection.exec('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = EXCLUSIVE;');
    connection.exec('BEGIN EXCLUSIVE');
    return connection;
  } catch (error) {
    connection?.close();
    throw asLibraryError(error, path);
  }
}

function busyMessage(paths: LibraryPaths): string {
  let holder = 'Another program';
  try {
    const note: unknown = JSON.parse(readFileSync(paths.lockNote, 'utf8'));
    if (note && typeof note === 'object' && 'program' in note && 'pid' in note) {
      holder = `${String(note.program)} (process ${String(note.pid)})`;
    }
  } catch {
    // Without a readable note the message stays general; the lock itself is what counts.
  }
  return `${holder} is working with the library ${paths.folder}. Wait until it is done or close it, then try again.`;
}
