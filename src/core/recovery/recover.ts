import { existsSync, rmSync } from 'node:fs';
import { isAppError } from '#shared/errors.ts';
import type { OnProgress } from '#shared/progress.ts';
import { MAX_PHOTO_BYTES } from '../downloads/fetch-photo.ts';
import { checkImageFile } from '../downloads/image-check.ts';
import type { FileRecord } from '../library/files.ts';
import type { Library } from '../library/library.ts';
import { asLibraryError } from '../library/library-errors.ts';
import { indexPeople, recountModel } from '../library/people-index.ts';
import { type FoundFile, findPhotoFiles } from './photo-files.ts';

/** What a recovery found on disk. */
export interface Recovery {
  /** Photo files that the catalogue knows again. */
  files: number;
  /** Of these, the ones that are not whole images: to be fetched again. */
  damaged: number;
}

const AT_A_TIME = 4;
const PAGE = 500;
/** What is recorded of a file that is no image. */
const NO_IMAGE = { sizeBytes: 0, width: 0, height: 0, sha256: '', crc32: 0 };

/** Whether photo files are still to be taken into a catalogue that was begun anew. */
function isRecovering({ paths }: Library): boolean {
  return existsSync(paths.recovering);
}

/**
 * Takes the photo files on disk into a catalogue that was begun anew, each measured and decoded; null
 * where nothing is to be recovered. Whose they are only the catalogue knew: until the next sync says
 * so, each model that is unknown stands for a person. Can be stopped, and goes on at the next start.
 */
export async function recoverLibrary(
  library: Library,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: OnProgress } = {},
): Promise<Recovery | null> {
  if (!isRecovering(library)) return null;
  const { db, paths } = library;
  await checkKnownFiles(library, signal);
  const found = await findPhotoFiles(db, paths.photos);
  takeInModels(library, found);
  const recovery: Recovery = { files: 0, damaged: 0 };
  let bytes = 0;
  for (let at = 0; at < found.length; at += AT_A_TIME) {
    signal?.throwIfAborted();
    const taken = found.slice(at, at + AT_A_TIME).map((file) => takeIn(library, file));
    for (const record of await Promise.all(taken)) {
      recovery.files++;
      if (record.state === 'damaged') recovery.damaged++;
      bytes += record.file.sizeBytes;
    }
    onProgress?.({
      phase: 'verify',
      label: 'photos on disk',
      done: recovery.files,
      total: found.length,
      bytes,
      failed: recovery.damaged,
    });
  }
  try {
    rmSync(paths.recovering, { force: true });
  } catch (error) {
    throw asLibraryError(error, paths.recovering);
  }
  return recovery;
}

/** What was saved of the old catalogue may name files that are no longer there, or others. */
async function checkKnownFiles({ files, store, db }: Library, signal?: AbortSignal): Promise<void> {
  let last: FileRecord | null = null;
  const models = new Set<string>();
  do {
    const page: FileRecord[] = files.page(last, PAGE);
    for (const record of page) {
      signal?.throwIfAborted();
      models.add(record.modelId);
      if (record.state === 'removed') continue;
      const size = await store.size(record.file.path);
      const state = size === null ? 'missing' : 'damaged';
      if (size !== record.file.sizeBytes && record.state !== state) files.setState(record, state);
    }
    last = page.at(-1) ?? null;
  } while (last !== null);
  db.transaction(() => {
    for (const modelId of models) recountModel(db, modelId);
  });
}

/** Each unknown model becomes a person at once, so that there is somebody to show. */
function takeInModels({ db }: Library, found: readonly FoundFile[]): void {
  db.transaction(() => {
    for (const id of new Set(found.map(({ modelId }) => modelId))) {
      db.run(
        `INSERT OR IGNORE INTO models (id, title, status, is_development, seen_pass)
         VALUES (:id, :title, 'active', 0, 0)`,
        { id, title: `Recovered ${id}` },
      );
    }
    indexPeople(db);
  });
}

async function takeIn(
  library: Library,
  { path, extension, ...key }: FoundFile,
): Promise<FileRecord> {
  const { db, files, store } = library;
  const facts = await lookAt(store, path, extension);
  // It may have been removed, replaced or downloaded anew meanwhile.
  const known = files.get(key);
  if (known) return known;
  db.transaction(() => {
    db.run(
      `INSERT OR IGNORE INTO photos (model_id, id, status, liked_status, gone_at)
       SELECT id, :photoId, 'active', 'none',
         COALESCE(gone_at, CASE WHEN listed_at IS NOT NULL THEN :now END)
       FROM models WHERE id = :modelId`,
      { modelId: key.modelId, photoId: key.photoId, now: library.now() },
    );
    files.put(key, { extension, ...(facts ?? NO_IMAGE) });
    if (facts === null) files.setState(key, 'damaged');
  });
  const record = files.get(key);
  if (record === null) throw new Error('A file that was recorded just now is not there.');
  return record;
}

/** What the catalogue records of a file; null for what is not a whole image. */
async function lookAt(store: Library['store'], path: string, extension: string) {
  try {
    if (((await store.size(path)) ?? 0) > MAX_PHOTO_BYTES) return null;
    const measured = await store.measure(path);
    if (measured === null) return null;
    const { width, height } = await checkImageFile(path, extension);
    return { ...measured, width, height };
  } catch (error) {
    if (isAppError(error, 'photo_undecodable', 'disk_failed')) return null;
    throw error;
  }
}
