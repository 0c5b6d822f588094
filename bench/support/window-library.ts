import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { systemClock } from '#core/clock.ts';
import { type Library, openLibrary } from '#core/library/library.ts';
import { libraryPaths, organizationFolder } from '#core/library/paths.ts';
import { recountModel } from '#core/library/people-index.ts';
import { pictureName } from '#core/pictures/picture-cache.ts';
import { largeLibrary } from './large-library.ts';
import { LARGE, largeOrganization } from './large-organization.ts';
import { samplePhotos } from './photos.ts';

/** The large library as somebody has it who looked through it before, with work left to do. */
export interface WindowLibrary {
  libraryRoot: string;
  cacheRoot: string;
  organization: { uid: string; name: string };
  /** A team none of whose photos are here: to be downloaded. */
  absentTeam: { id: string; name: string };
  /** A team all of whose photos are here as real files: to be exported. */
  presentTeam: { id: string; name: string };
}

/** Whose photos' thumbnails are there, not only the covers: the first in the list. */
const SEEN_PEOPLE = 20;
/** Photos differ in content only so often: names on the disk share them. */
const CONTENTS = 64;
const THUMB_WIDTH = 320;
const LOG = { debug: () => {}, warn: () => {}, error: () => {} };

/** Makes it in `folder`. Thumbnails of everybody's cover, and of `person`'s photos, are made already. */
export async function windowLibrary(folder: string): Promise<WindowLibrary> {
  const { root, uid } = await largeLibrary({ ...LARGE, stored: 'on paper' });
  const [absentTeam, presentTeam] = largeOrganization(LARGE).teams;
  if (!absentTeam || !presentTeam) throw new Error('The large company has no teams.');
  const libraryRoot = join(folder, 'library');
  const cacheRoot = join(folder, 'cache');
  const { catalogue } = libraryPaths(organizationFolder(libraryRoot, uid));
  mkdirSync(dirname(catalogue), { recursive: true });
  copyFileSync(libraryPaths(organizationFolder(root, uid)).catalogue, catalogue);

  const { paths: samples } = await samplePhotos('250 KB', CONTENTS);
  const library = openLibrary(uid, {
    root: libraryRoot,
    clock: systemClock,
    log: LOG,
    program: 'bench',
  });
  try {
    forgetFiles(library, absentTeam.id);
    linkFiles(library, presentTeam.id, samples);
    await fillPictureCache(library, cacheRoot, samples);
  } finally {
    library.close();
  }
  return {
    libraryRoot,
    cacheRoot,
    organization: { uid, name: largeOrganization(LARGE).name },
    absentTeam,
    presentTeam,
  };
}

const OF_TEAM = `SELECT models.id FROM models JOIN people ON people.id = models.person_id
  WHERE people.team_id = :teamId`;

function forgetFiles({ db }: Library, teamId: string): void {
  db.transaction(() => {
    db.run(`DELETE FROM files WHERE model_id IN (${OF_TEAM})`, { teamId });
    for (const { id } of db.all<{ id: string }>(OF_TEAM, { teamId })) recountModel(db, id);
  });
}

function linkFiles({ db, paths }: Library, teamId: string, samples: readonly string[]): void {
  const contents = samples.map((path) => {
    const bytes = readFileSync(path);
    return {
      path,
      sizeBytes: statSync(path).size,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      crc32: crc32(bytes),
    };
  });
  db.transaction(() => {
    const photos = db.all<{ modelId: string; photoId: string }>(
      `SELECT model_id AS modelId, id AS photoId FROM photos WHERE model_id IN (${OF_TEAM})`,
      { teamId },
    );
    for (const [index, { modelId, photoId }] of photos.entries()) {
      const content = contents[index % contents.length];
      if (!content) continue;
      const path = paths.photo(modelId, photoId, 'main', 'jpg');
      mkdirSync(dirname(path), { recursive: true });
      linkSync(content.path, path);
      const { sizeBytes, sha256 } = content;
      db.run(
        `UPDATE files SET size_bytes = :sizeBytes, sha256 = :sha256, crc32 = :crc32
         WHERE model_id = :modelId AND photo_id = :photoId`,
        { modelId, photoId, sizeBytes, sha256, crc32: content.crc32 },
      );
    }
    for (const { id } of db.all<{ id: string }>(OF_TEAM, { teamId })) recountModel(db, id);
  });
}

/** Every cover, and all photos of the first people in the list, as if seen before. */
async function fillPictureCache(
  { db }: Library,
  cacheRoot: string,
  samples: readonly string[],
): Promise<void> {
  const thumbs = await Promise.all(
    samples.map((path) =>
      sharp(path).resize({ width: THUMB_WIDTH }).webp({ quality: 80 }).toBuffer(),
    ),
  );
  const firstPaths: string[] = [];
  const photos = db.all<{ modelId: string; photoId: string; sha256: string | null }>(
    `SELECT photos.model_id AS modelId, photos.id AS photoId, sha256 FROM photos
     LEFT JOIN files ON files.model_id = photos.model_id AND files.photo_id = photos.id
     WHERE EXISTS (SELECT 1 FROM favorites
         WHERE favorites.model_id = photos.model_id AND favorites.photo_id = photos.id)
       OR photos.model_id IN (SELECT models.id FROM models JOIN people ON people.id = models.person_id
         WHERE people.id IN (SELECT id FROM people ORDER BY sort_key, id LIMIT ${SEEN_PEOPLE}))`,
  );
  for (const [index, { modelId, photoId, sha256 }] of photos.entries()) {
    const name = pictureName(sha256 ? [sha256, 'thumb'] : [modelId, photoId, 'thumb'], 'webp');
    const path = join(cacheRoot, 'pictures', name.slice(0, 2), name);
    const at = index % thumbs.length;
    const first = firstPaths[at];
    const thumb = thumbs[at];
    // Files of the same content have the same thumbnail.
    if (existsSync(path)) continue;
    mkdirSync(dirname(path), { recursive: true });
    if (first !== undefined) linkSync(first, path);
    else if (thumb) writeFileSync(path, thumb);
    firstPaths[at] ??= path;
  }
}
