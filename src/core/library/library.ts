import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import type { Clock, Log } from '../ports.ts';
import { salvage } from '../recovery/salvage.ts';
import { openOrBegin, openToRead } from './catalogue.ts';
import type { Database } from './database.ts';
import { createFileTable, type FileTable } from './files.ts';
import { asLibraryError } from './library-errors.ts';
import { createMirror, type Mirror } from './mirror.ts';
import { idSegment, type LibraryPaths, libraryPaths, organizationFolder } from './paths.ts';
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

/**
 * Opens the library of organization `uid` for writing, making it if need be. Only one program may
 * write: `library_busy` names the other. A damaged catalogue is put aside and begun anew with what can
 * still be read of it; `recoverLibrary` then takes in the photo files, and the next sync the rest.
 */
export function openLibrary(
  uid: string,
  { root, clock, log, program }: OpenOptions & { program: string },
): Library {
  const paths = libraryPaths(organizationFolder(root, uid));
  makeFolders(paths);
  const lock = takeWriterLock(paths, program);
  try {
    emptyParts(paths);
    const { db, putAside } = openOrBegin(paths, { clock, log, afterKill: lock.afterKill });
    try {
      assertOwner(db, paths, uid);
      if (existsSync(paths.recovering)) salvage(db, paths, uid);
      return assemble(paths, db, clock, putAside, () => lock.release());
    } catch (error) {
      db.close();
      throw error;
    }
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
  return assemble(paths, openToRead(paths), clock, null, () => {});
}

function assertOwner(db: Database, paths: LibraryPaths, uid: string): void {
  const owner = db.get<{ uid: string }>('SELECT uid FROM organization')?.uid;
  if (owner === undefined || idSegment(owner) === idSegment(uid)) return;
  throw new AppError(
    'other_organization',
    `The library ${paths.folder} belongs to another organization than this key. Nothing was changed; choose another library folder.`,
  );
}

function makeFolders(paths: LibraryPaths): void {
  try {
    mkdirSync(paths.parts, { recursive: true });
    mkdirSync(paths.photos, { recursive: true });
    accessSync(paths.folder, constants.W_OK);
  } catch (error) {
    throw asLibraryError(error, paths.folder);
  }
}

/** Removes what an earlier run left unfinished, however it ended. Only with the writer's lock held. */
function emptyParts({ parts }: LibraryPaths): void {
  try {
    for (const name of readdirSync(parts)) {
      rmSync(join(parts, name), { recursive: true, force: true });
    }
  } catch (error) {
    throw asLibraryError(error, parts);
  }
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
