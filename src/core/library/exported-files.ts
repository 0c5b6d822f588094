import type { Variant } from '#shared/domain.ts';
import type { FileKey, FileRecord } from './files.ts';
import type { Library } from './library.ts';

/** Originals that went into a verified export as they are on disk now. */
const REMOVABLE = `FROM files JOIN exported_files AS exported
    ON exported.model_id = files.model_id AND exported.photo_id = files.photo_id
    AND exported.variant = files.variant AND exported.sha256 = files.sha256
  WHERE files.state = 'stored' AND files.variant <> 'thumbnail'`;

/** A file as an export has it. */
export interface ExportedFile extends FileKey {
  sha256: string;
}

/** Records that these files are in an export that was written and verified. */
export function recordExported({ db, now }: Library, files: readonly ExportedFile[]): void {
  db.transaction(() => {
    for (const { modelId, photoId, variant, sha256 } of files) {
      db.run(
        `INSERT OR REPLACE INTO exported_files (model_id, photo_id, variant, sha256, exported_at)
         VALUES (:modelId, :photoId, :variant, :sha256, :now)`,
        { modelId, photoId, variant, sha256, now: now() },
      );
    }
  });
}

/** How many originals could be removed because an export holds them, and their bytes. */
export function countRemovable({ db }: Library): { files: number; sizeBytes: number } {
  return (
    db.get<{ files: number; sizeBytes: number }>(
      `SELECT COUNT(*) AS files, COALESCE(SUM(files.size_bytes), 0) AS sizeBytes ${REMOVABLE}`,
    ) ?? { files: 0, sizeBytes: 0 }
  );
}

/**
 * Gives each removable original to `trash`, which puts its file where a person can take it back
 * from, and marks it as removed by the user. What was removed; a failure of `trash` ends it.
 */
export async function removeExported(
  library: Library,
  trash: (path: string) => Promise<void>,
): Promise<{ files: number; sizeBytes: number }> {
  const { db, files } = library;
  const removed = { files: 0, sizeBytes: 0 };
  // A kill may have come between a row and its file.
  await takeBackRemoved(library);
  const keys = db.all<FileKey>(
    `SELECT files.model_id AS modelId, files.photo_id AS photoId, files.variant ${REMOVABLE}`,
  );
  for (const key of keys) {
    const record = files.get(key);
    if (record?.state !== 'stored') continue;
    // A kill in between leaves a file that is taken back, never a row without its file.
    files.setState(key, 'removed');
    try {
      await trash(record.file.path);
    } catch (error) {
      files.setState(key, 'stored');
      throw error;
    }
    removed.files++;
    removed.sizeBytes += record.file.sizeBytes;
  }
  return removed;
}

/** Takes back removed files that are in their place again, whole. How many. */
export async function takeBackRemoved({ db, files, store }: Library): Promise<number> {
  const keys = db.all<FileKey>(
    `SELECT model_id AS modelId, photo_id AS photoId, variant FROM files WHERE state = 'removed'`,
  );
  let taken = 0;
  for (const key of keys) {
    const record = files.get(key);
    if (record === null || !(await store.holds(record.file))) continue;
    files.setState(key, 'stored');
    taken++;
  }
  return taken;
}

/** Every file of one photo that the catalogue knows, the full sizes first. */
export function filesOfPhoto(
  { files }: Library,
  key: { modelId: string; photoId: string },
): FileRecord[] {
  const variants: Variant[] = ['main', 'original', 'thumbnail'];
  return variants.flatMap((variant) => files.get({ ...key, variant }) ?? []);
}
