import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Variant } from '#shared/domain.ts';
import { EXTENSIONS } from '../downloads/image-check.ts';
import type { Database } from '../library/database.ts';
import type { FileKey } from '../library/files.ts';
import { asLibraryError } from '../library/library-errors.ts';
import { idOfSegment, idSegment } from '../library/paths.ts';

/** A photo file on disk, by what its path says. `extension` has no dot. */
export interface FoundFile extends FileKey {
  path: string;
  extension: string;
}

const NAME = new RegExp(`^(.+)\\.(main|original|thumbnail)\\.(${EXTENSIONS.join('|')})$`);

/** The photo files below `photos` that the catalogue has no row of, in the order of their paths. */
export async function findPhotoFiles(db: Database, photos: string): Promise<FoundFile[]> {
  const modelOf = idsBySegment(db, 'SELECT id FROM models');
  const found: FoundFile[] = [];
  for (const folder of await entriesOf(photos)) {
    const modelId = modelOf(folder.name);
    if (!folder.isDirectory() || modelId === null) continue;
    const photoOf = idsBySegment(db, 'SELECT id FROM photos WHERE model_id = :modelId', modelId);
    const known = knownFiles(db, modelId);
    for (const file of await entriesOf(join(photos, folder.name))) {
      const [, segment = '', variant = '', extension = ''] = NAME.exec(file.name) ?? [];
      const photoId = photoOf(segment);
      if (!file.isFile() || photoId === null || known.has(`${photoId}.${variant}`)) continue;
      const path = join(photos, folder.name, file.name);
      found.push({ modelId, photoId, variant: variant as Variant, extension, path });
    }
  }
  return found;
}

/** Gives the id of a segment: one that the catalogue knows, else what the segment itself tells. */
function idsBySegment(db: Database, sql: string, modelId = '') {
  const known = new Map<string, string>();
  for (const { id } of db.all<{ id: string }>(sql, { modelId })) known.set(idSegment(id), id);
  return (segment: string) => known.get(segment) ?? idOfSegment(segment);
}

function knownFiles(db: Database, modelId: string): Set<string> {
  const rows = db.all<{ name: string }>(
    `SELECT photo_id || '.' || variant AS name FROM files WHERE model_id = :modelId`,
    { modelId },
  );
  return new Set(rows.map(({ name }) => name));
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw asLibraryError(error, folder);
  }
}
