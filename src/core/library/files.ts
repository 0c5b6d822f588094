import type { Variant } from '#shared/domain.ts';
import type { StoredFile } from '#shared/export.ts';
import { assertConnected } from './connected.ts';
import type { Database } from './database.ts';
import type { LibraryPaths } from './paths.ts';
import { recountModel } from './people-index.ts';

/** stored: verified and there; missing, damaged: found so later; removed: taken away by the user. */
export type FileState = 'stored' | 'missing' | 'damaged' | 'removed';

/** Which file of the library is meant. */
export interface FileKey {
  modelId: string;
  photoId: string;
  variant: Variant;
}

/** A file as the catalogue knows it. */
export interface FileRecord extends FileKey {
  state: FileState;
  file: StoredFile;
  /** For people: a name, else an e-mail, else the model id. */
  person: string;
}

/** What is recorded of a file that is in place and verified. */
export type NewFile = Omit<StoredFile, 'path' | 'variant'>;

type FileRow = Omit<StoredFile, 'path' | 'variant'> &
  FileKey & { state: FileState; person: string };

const FILE_ROWS = `SELECT files.model_id AS modelId, photo_id AS photoId, variant, state, extension,
    size_bytes AS sizeBytes, width, height, sha256, crc32,
    COALESCE(people.name, people.email, files.model_id) AS person
  FROM files LEFT JOIN models ON models.id = files.model_id
  LEFT JOIN people ON people.id = models.person_id`;

/** The rows about files on disk. */
export type FileTable = ReturnType<typeof createFileTable>;

export function createFileTable(db: Database, paths: LibraryPaths, now: () => string) {
  const toRecord = ({ modelId, photoId, state, person, ...file }: FileRow): FileRecord => ({
    modelId,
    photoId,
    variant: file.variant,
    state,
    person,
    file: { ...file, path: paths.photo(modelId, photoId, file.variant, file.extension) },
  });

  const insert = (key: FileKey, file: NewFile) =>
    db.run(
      `INSERT OR REPLACE INTO files (model_id, photo_id, variant, state, extension, size_bytes,
         width, height, sha256, crc32, stored_at, verified_at)
       VALUES (:modelId, :photoId, :variant, 'stored', :extension, :sizeBytes, :width, :height,
         :sha256, :crc32, :now, :now)`,
      {
        ...keyParams(key),
        extension: file.extension,
        sizeBytes: file.sizeBytes,
        width: file.width,
        height: file.height,
        sha256: file.sha256,
        crc32: file.crc32,
        now: now(),
      },
    );
  const putAll = (placed: readonly { key: FileKey; file: NewFile }[]) =>
    db.transaction(() => {
      for (const { key, file } of placed) insert(key, file);
      for (const modelId of new Set(placed.map(({ key }) => key.modelId)))
        recountModel(db, modelId);
    });

  return {
    get(key: FileKey): FileRecord | null {
      const row = db.get<FileRow>(
        `${FILE_ROWS} WHERE files.model_id = :modelId AND photo_id = :photoId AND variant = :variant`,
        keyParams(key),
      );
      return row ? toRecord(row) : null;
    },

    /** Whether any photo is stored. */
    hasStored(): boolean {
      return db.get(`SELECT 1 FROM files WHERE state = 'stored' LIMIT 1`) !== undefined;
    },

    /** Records a file that is in place and verified. */
    put: (key: FileKey, file: NewFile): void => putAll([{ key, file }]),

    /** The same for many, in one transaction. */
    putAll,

    /**
     * Records what was found about a file; `stored` also renews the time it was verified. Where the
     * photos' own folder is not there, nothing is said about a photo: `disk_failed`.
     */
    setState(key: FileKey, state: FileState): void {
      if (state === 'missing' || state === 'damaged') assertConnected(paths);
      db.transaction(() => {
        db.run(
          `UPDATE files SET state = :state,
             verified_at = CASE WHEN :state = 'stored' THEN :now ELSE verified_at END
           WHERE model_id = :modelId AND photo_id = :photoId AND variant = :variant`,
          { ...keyParams(key), state, now: now() },
        );
        recountModel(db, key.modelId);
      });
    },

    /** Up to `limit` files after `after`, in key order; for walks that may take long. */
    page(after: FileKey | null, limit: number): FileRecord[] {
      return db
        .all<FileRow>(
          `${FILE_ROWS}
           WHERE (files.model_id, photo_id, variant) > (:modelId, :photoId, :variant)
           ORDER BY files.model_id, photo_id, variant LIMIT :limit`,
          {
            modelId: after?.modelId ?? '',
            photoId: after?.photoId ?? '',
            variant: after?.variant ?? '',
            limit,
          },
        )
        .map(toRecord);
    },

    count(): number {
      return db.get<{ n: number }>('SELECT COUNT(*) AS n FROM files')?.n ?? 0;
    },
  };
}

function keyParams({ modelId, photoId, variant }: FileKey) {
  return { modelId, photoId, variant };
}
