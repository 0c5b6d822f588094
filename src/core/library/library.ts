import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, isAppError } from '#shared/errors.ts';
import type { Clock, Log } from '../ports.ts';
import { assertWhole, type Database, openDatabase } from './database.ts';
import { createFileTable, type FileTable } from './files.ts';
import { asLibraryError } from './library-errors.ts';
import { createMirror, type Mirror } from './mirror.ts';
import { type LibraryPaths, libraryPaths, organizationFolder } from './paths.ts';
import { createPhotoStore, type PhotoStore } from './photo-store.ts';
import { takeWriterLock } from './writer-lock.ts';

/** One organization's library on disk: the catalogue and the photo files. */
export interface Library {
  paths: LibraryPaths;
  db: Database;
  mirror: Mirror;
  files: FileTable;
  store: PhotoStore;
  /** The time as the catalogue writes it: ISO 8601. */
  now: () => string;
  /** Set when a damaged catalogue was put aside on opening: where it is now. */
  putAside: string | null;
  close(): void;
}

interface OpenOptions {
  root: string;
  clock: Clock;
  log: Log;
}

/** One library below a root, as its own catalogue names it. */
export interface LibraryEntry {
  folder: string;
  uid: string;
  name: string;
}

/**
 * Opens the library of organization `uid` for writing, making it if need be. Only one program may
 * write: `library_busy` names the other. A damaged catalogue is put aside and begun anew; the next
 * sync fills it and the photo files already there are taken in again without being fetched.
 */
export function openLibrary(
  uid: string,
  { root, clock, log, program }: OpenOptions & { program: string },
): Library {
  const paths = libraryPaths(organizationFolder(root, uid));
  makeFolders(paths);
  const lock = takeWriterLock(paths, program);
  try {
    const { db, putAside } = openOrRebuild(paths, clock, log);
    const owner = db.get<{ uid: string }>('SELECT uid FROM organization')?.uid;
    if (owner !== undefined && owner !== uid) {
      db.close();
      throw new AppError(
        'other_organization',
        `The library ${paths.folder} belongs to another organization than this key. Nothing was changed; choose another library folder.`,
      );
    }
    return assemble(paths, db, clock, putAside, () => lock.release());
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Opens a library in `folder` to read from it, also while another program writes. */
export function readLibrary(folder: string, { clock }: Pick<OpenOptions, 'clock'>): Library {
  const paths = libraryPaths(folder);
  if (!existsSync(paths.catalogue)) {
    throw new AppError(
      'library_missing',
      `There is no library in ${folder} yet. Run \`headshot-desk sync\` first.`,
    );
  }
  return assemble(paths, openCatalogue(paths, { readOnly: true }), clock, null, () => {});
}

/** The libraries below a root, by name; folders that hold none are passed over. */
export function listLibraries(root: string): LibraryEntry[] {
  let names: string[];
  try {
    names = readdirSync(root);
  } catch {
    return [];
  }
  const entries: LibraryEntry[] = [];
  for (const name of names) {
    const folder = join(root, name);
    const { catalogue } = libraryPaths(folder);
    if (!existsSync(catalogue)) continue;
    const db = openDatabase(catalogue, { readOnly: true });
    try {
      const owner = db.get<{ uid: string; name: string }>('SELECT uid, name FROM organization');
      if (owner) entries.push({ folder, ...owner });
    } finally {
      db.close();
    }
  }
  return entries.sort((a, b) => a.name.localeCompare(b.name));
}

function makeFolders(paths: LibraryPaths): void {
  try {
    mkdirSync(paths.parts, { recursive: true });
    mkdirSync(paths.photos, { recursive: true });
  } catch (error) {
    throw asLibraryError(error, paths.folder);
  }
}

function openOrRebuild(
  paths: LibraryPaths,
  clock: Clock,
  log: Log,
): { db: Database; putAside: string | null } {
  try {
    return { db: openWhole(paths), putAside: null };
  } catch (error) {
    if (!isAppError(error, 'library_damaged')) throw error;
    const putAside = putCatalogueAside(paths, clock);
    log.warn('the damaged catalogue was put aside', { putAside });
    return { db: openWhole(paths), putAside };
  }
}

/** Opens the catalogue to write to it; all of it is checked only where damage showed before. */
function openWhole(paths: LibraryPaths): Database {
  const db = openCatalogue(paths, { readOnly: false });
  try {
    db.get('SELECT * FROM organization');
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

function openCatalogue(paths: LibraryPaths, { readOnly }: { readOnly: boolean }): Database {
  const onDamaged = () => {
    try {
      writeFileSync(paths.suspect, '');
    } catch {
      // The disk is in trouble anyway; the damage itself is what gets reported.
    }
  };
  return openDatabase(paths.catalogue, { readOnly, onDamaged });
}

/** Renames a damaged catalogue out of the way; where it is now. Only with the writer's lock held. */
export function putCatalogueAside(paths: LibraryPaths, clock: Clock): string {
  const stamp = new Date(clock.now()).toISOString().replace(/[:.]/g, '-');
  const putAside = join(paths.folder, `catalogue.damaged-${stamp}.sqlite`);
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(paths.catalogue + suffix)) {
      renameSync(paths.catalogue + suffix, putAside + suffix);
    }
  }
  rmSync(paths.suspect, { force: true });
  return putAside;
}

function assemble(
  paths: LibraryPaths,
  db: Database,
  clock: Clock,
  putAside: string | null,
  release: () => void,
): Library {
  const now = () => new Date(clock.now()).toISOString();
  return {
    paths,
    db,
    mirror: createMirror(db, now),
    files: createFileTable(db, paths, now),
    store: createPhotoStore(paths),
    now,
    putAside,
    close: () => {
      try {
        db.close();
      } finally {
        release();
      }
    },
  };
}
