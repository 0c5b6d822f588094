import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { AppError } from '#shared/errors.ts';
import type { LibraryPaths } from './paths.ts';
import { sqlite } from './sqlite.ts';

/** The right to write a library, held until released or until the process ends, however it ends. */
export interface WriterLock {
  release(): void;
}

/**
 * Takes the one right to write, across processes, or throws `library_busy` naming the holder.
 * It is SQLite's own file lock on an empty database: the system lets go of it even after SIGKILL.
 */
export function takeWriterLock(paths: LibraryPaths, program: string): WriterLock {
  const { DatabaseSync } = sqlite();
  const connection = new DatabaseSync(paths.lock, { timeout: 0 });
  try {
    connection.exec('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = EXCLUSIVE;');
    connection.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    connection.close();
    throw new AppError('library_busy', busyMessage(paths), { cause: error });
  }
  const note = { program, pid: process.pid, host: hostname(), since: new Date().toISOString() };
  writeFileSync(paths.lockNote, JSON.stringify(note));
  return {
    release: () => {
      rmSync(paths.lockNote, { force: true });
      connection.close();
    },
  };
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
