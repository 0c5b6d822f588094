import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { AppError, isAppError } from '#shared/errors.ts';
import type { Clock, Log } from '../ports.ts';
import { assertWhole, type Database, openDatabase } from './database.ts';
import { asLibraryError } from './library-errors.ts';
import type { LibraryPaths } from './paths.ts';

/** The catalogue's file, and those that SQLite puts beside it. */
const SUFFIXES = ['', '-wal', '-shm'] as const;

/** How a write-ahead log begins (sqlite.org/fileformat2.html#walformat). */
const WAL_MAGICS = [0x377f0682, 0x377f0683];

/** The catalogue, open for writing. */
export interface OpenedCatalogue {
  db: Database;
  /** Where a damaged one was put on this opening. */
  putAside: string | null;
}

/**
 * Opens the catalogue to write to it. One that is damaged, or not ours at all, is put aside and begun
 * anew. Only with the writer's lock held. A disk that fails is not damage: it throws.
 */
export function openOrBegin(
  paths: LibraryPaths,
  { clock, log, afterKill }: { clock: Clock; log: Log; afterKill: boolean },
): OpenedCatalogue {
  if (hasLostItsLog(paths, afterKill)) {
    markRecovering(paths);
    markSuspect(paths);
  }
  try {
    return { db: openWhole(paths), putAside: null };
  } catch (error) {
    if (!isAppError(error, 'library_damaged')) throw error;
    const putAside = putCatalogueAside(paths, clock);
    log.warn('the damaged catalogue was put aside', { putAside });
    return { db: openWhole(paths), putAside };
  }
}

/** Opens the catalogue to read from it. */
export function openToRead(paths: LibraryPaths): Database {
  return openWith(paths, { readOnly: true });
}

/**
 * Renames a damaged catalogue out of the way; where it is now. Only with the writer's lock held. What
 * is left of it, and the photo files, is taken into the next one.
 */
export function putCatalogueAside(paths: LibraryPaths, clock: Pick<Clock, 'now'>): string {
  const stamp = new Date(clock.now()).toISOString().replace(/[:.]/g, '-');
  const putAside = freeName(join(paths.folder, `catalogue.damaged-${stamp}`));
  // The order makes a kill harmless: whoever comes next knows that there is something to take in.
  markRecovering(paths, putAside);
  try {
    for (const suffix of SUFFIXES) {
      if (existsSync(paths.catalogue + suffix)) {
        renameSync(paths.catalogue + suffix, putAside + suffix);
      }
    }
    rmSync(paths.suspect, { force: true });
  } catch (error) {
    throw asLibraryError(error, paths.catalogue);
  }
  return putAside;
}

/** Notes that photo files have to be taken in, and what was put aside and not yet been read. */
function markRecovering(paths: LibraryPaths, putAside = ''): void {
  try {
    if (putAside !== '' || !existsSync(paths.recovering)) writeFileSync(paths.recovering, putAside);
  } catch (error) {
    throw asLibraryError(error, paths.recovering);
  }
}

/** Opens the catalogue to write to it; all of it is checked only where damage showed before. */
function openWhole(paths: LibraryPaths): Database {
  const db = openWith(paths, { readOnly: false });
  try {
    if (knowsNothing(db, paths)) markRecovering(paths);
    if (existsSync(paths.suspect)) {
      assertWhole(db, paths.catalogue);
      rmSync(paths.suspect);
    }
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function openWith(paths: LibraryPaths, { readOnly }: { readOnly: boolean }): Database {
  for (const suffix of SUFFIXES) assertNoFolder(paths.catalogue + suffix);
  return openDatabase(paths.catalogue, { readOnly, onDamaged: () => markSuspect(paths) });
}

function markSuspect(paths: LibraryPaths): void {
  try {
    writeFileSync(paths.suspect, '');
  } catch {
    // The disk is in trouble anyway; the damage itself is what gets reported.
  }
}

/** SQLite would say only that it cannot open it. */
function assertNoFolder(path: string): void {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new AppError(
    'library_damaged',
    `The catalogue ${path} is damaged: a folder is in its place.`,
  );
}

/** The catalogue knows nothing, although there are photos that it should know. */
function knowsNothing(db: Database, { photos }: LibraryPaths): boolean {
  if (db.get('SELECT * FROM organization')) return false;
  try {
    return readdirSync(photos).length > 0;
  } catch (error) {
    throw asLibraryError(error, photos);
  }
}

/**
 * Whether the last commits are lost: a program that was killed leaves its log behind, and SQLite
 * takes no notice when that is missing or not one.
 */
function hasLostItsLog(paths: LibraryPaths, afterKill: boolean): boolean {
  const log = `${paths.catalogue}-wal`;
  try {
    const found = statSync(log, { throwIfNoEntry: false });
    if (!found) return afterKill && existsSync(paths.catalogue);
    return found.size > 0 && !WAL_MAGICS.includes(firstWord(log));
  } catch {
    return true;
  }
}

function firstWord(path: string): number {
  const file = openSync(path, 'r');
  try {
    const word = Buffer.alloc(4);
    readSync(file, word);
    return word.readUInt32BE();
  } finally {
    closeSync(file);
  }
}

/** Two may be put aside within a millisecond. */
function freeName(stem: string): string {
  for (let count = 1; ; count++) {
    const name = `${stem}${count === 1 ? '' : `-${count}`}.sqlite`;
    if (!existsSync(name)) return name;
  }
}
