import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type ErrorData, isAppError, toErrorData } from '#shared/errors.ts';
import { openToRead } from './catalogue.ts';
import { idOfSegment, isStandIn, libraryPaths, organizationFolder } from './paths.ts';

/** One library below a root, as its own catalogue names it, else as its folder is called. */
export interface LibraryEntry {
  folder: string;
  uid: string;
  name: string;
  /** Why its catalogue cannot be read; its photos are there all the same. */
  problem: ErrorData | null;
}

/** The libraries below a root, by name; folders that hold none are passed over. */
export function listLibraries(root: string): LibraryEntry[] {
  return foldersIn(root)
    .flatMap((folder) => libraryIn(folder) ?? [])
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Whether there is a library of this organization below `root`, be it only its photos. */
export function hasLibrary(root: string, uid: string): boolean {
  return holdsLibrary(organizationFolder(root, uid));
}

function libraryIn(folder: string): LibraryEntry | null {
  if (!holdsLibrary(folder)) return null;
  let problem: ErrorData | null = null;
  try {
    const db = openToRead(libraryPaths(folder));
    try {
      const owner = db.get<{ uid: string; name: string }>('SELECT uid, name FROM organization');
      if (owner) return { folder, ...owner, problem };
    } finally {
      db.close();
    }
  } catch (error) {
    // One that cannot be read must not hide the others.
    if (!isAppError(error)) throw error;
    problem = toErrorData(error);
  }
  const uid = idOfSegment(basename(folder));
  if (uid === null || (problem === null && !hasPhotos(folder))) return null;
  return { folder, uid, name: isStandIn(uid) ? basename(folder) : uid, problem };
}

function holdsLibrary(folder: string): boolean {
  return existsSync(libraryPaths(folder).catalogue) || hasPhotos(folder);
}

function hasPhotos(folder: string): boolean {
  const { photos, parts } = libraryPaths(folder);
  return existsSync(parts) && foldersIn(photos).length > 0;
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .map((name) => join(folder, name))
      .filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory());
  } catch {
    return [];
  }
}
