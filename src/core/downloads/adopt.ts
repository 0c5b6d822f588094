import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Variant } from '#shared/domain.ts';
import { AppError, isAppError } from '#shared/errors.ts';
import type { FileTable, NewFile } from '../library/files.ts';
import { asLibraryError } from '../library/library-errors.ts';
import type { LibraryPaths } from '../library/paths.ts';
import type { PhotoStore } from '../library/photo-store.ts';
import { MAX_PHOTO_BYTES } from './fetch-photo.ts';
import { checkImageFile, EXTENSIONS } from './image-check.ts';

/** A photo's file that is in its place already, whole. */
export interface Adopted {
  path: string;
  file: NewFile;
  /** It has a row, and a good one. */
  isKnown: boolean;
}

/** The names in folders, each read once. */
export type FolderNames = (folder: string) => Promise<ReadonlySet<string>>;

/** Far more folders than are ever worked on at once. */
const MAX_FOLDERS = 64;

/** What is in the folders of photos at the beginning of work; what the work itself adds is left out. */
export function createFolderNames(): FolderNames {
  const known = new Map<string, Promise<ReadonlySet<string>>>();
  return (folder) => {
    const names = known.get(folder) ?? namesIn(folder);
    // Re-inserting keeps the one that was not asked for the longest first, where it is dropped.
    known.delete(folder);
    known.set(folder, names);
    for (const oldest of known.keys()) {
      if (known.size <= MAX_FOLDERS) break;
      known.delete(oldest);
    }
    return names;
  };
}

async function namesIn(folder: string): Promise<ReadonlySet<string>> {
  try {
    return new Set(await readdir(folder));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    // A file in the folder's place hinders only this folder's photos, when they come to be stored.
    if (code === 'ENOENT' || code === 'ENOTDIR') return new Set();
    throw asLibraryError(error, folder);
  }
}

/**
 * Finds a file that is already in its place without a row: its row was lost, not the photo. One with
 * a good row is here already: the row of its transfer was lost, or it answered another wish. One that
 * was missed or damaged counts again where somebody put it back as it was. What is there in a photo's
 * place but is none is removed.
 */
export async function findHere(
  { modelId, photoId }: { modelId: string; photoId: string },
  variant: Variant,
  tools: { files: FileTable; store: PhotoStore; paths: LibraryPaths; folderNames: FolderNames },
  signal: AbortSignal,
): Promise<Adopted | null> {
  const { files, store, paths, folderNames } = tools;
  const known = files.get({ modelId, photoId, variant });
  if (known?.state === 'stored') {
    return { path: known.file.path, file: known.file, isKnown: true };
  }
  if (known) {
    const { file } = known;
    return (await store.holds(file, signal)) ? { path: file.path, file, isKnown: false } : null;
  }
  for (const extension of EXTENSIONS) {
    const path = paths.photo(modelId, photoId, variant, extension);
    if (!(await folderNames(dirname(path))).has(basename(path))) continue;
    const file = await look(path, extension, store, signal);
    if (file) return { path, file, isKnown: false };
  }
  return null;
}

async function look(
  path: string,
  extension: string,
  store: PhotoStore,
  signal: AbortSignal,
): Promise<NewFile | null> {
  const size = await store.size(path);
  if (size === null) return null;
  try {
    if (size > MAX_PHOTO_BYTES) throw new AppError('photo_undecodable', 'No photo is so large.');
    const measured = await store.measure(path, signal);
    if (measured === null) return null;
    return { ...measured, ...(await checkImageFile(path, extension)) };
  } catch (error) {
    if (!isAppError(error, 'photo_undecodable')) throw error;
    await store.remove(path);
    return null;
  }
}
