import { createHash } from 'node:crypto';
import { join, sep } from 'node:path';
import type { Variant } from '#shared/domain.ts';
import { foldText } from './text-keys.ts';

const PLAIN = /^[a-z0-9][a-z0-9_-]{0,63}$/;
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/;
const HASHED = /^x[a-z0-9-]{0,24}~[0-9a-f]{20}$/;
/** Marks what stands in for an id that nobody knows any more, followed by its segment. */
const STAND_IN = '~';

/**
 * An id from the API as one path segment that is safe and distinct on every file system.
 * Plain ids stay readable; anything else (capitals, which some disks do not tell apart, dots,
 * slashes) becomes a readable stem with a hash of the whole id.
 */
export function idSegment(id: string): string {
  if (PLAIN.test(id) && !RESERVED.test(id)) return id;
  if (isStandIn(id)) return id.slice(STAND_IN.length);
  const stem = foldText(id)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 24);
  return `x${stem}~${createHash('sha256').update(id).digest('hex').slice(0, 20)}`;
}

/**
 * The id that a segment found on disk belongs to, without a catalogue to ask; null for what is no
 * segment. A hash cannot be undone: something stands in for its id, at the same place on disk.
 */
export function idOfSegment(segment: string): string | null {
  if (HASHED.test(segment)) return STAND_IN + segment;
  return PLAIN.test(segment) && !RESERVED.test(segment) ? segment : null;
}

/** What stands in for `id` where only its segment is known; null where the segment tells the id. */
export function standInFor(id: string): string | null {
  const segment = idSegment(id);
  return segment === id || isStandIn(id) ? null : STAND_IN + segment;
}

/** Whether this only stands in for an id that is not known. */
export function isStandIn(id: string): boolean {
  return id.startsWith(STAND_IN) && HASHED.test(id.slice(STAND_IN.length));
}

/** The folder of one organization below the library root. */
export function organizationFolder(root: string, uid: string): string {
  return join(root, idSegment(uid));
}

/** Where things are inside one organization's folder. All absolute. */
export interface LibraryPaths {
  folder: string;
  catalogue: string;
  /** There when damage showed while the catalogue was in use: the next opening looks closely. */
  suspect: string;
  /** There while photo files are still to be taken into a catalogue that was begun anew. */
  recovering: string;
  lock: string;
  /** What `lock` says about its holder, for the message to the second program. */
  lockNote: string;
  /** Downloads in progress: everything in here may be deleted when nobody writes. */
  parts: string;
  photos: string;
  /** A photo's file, by what it is and never by a URL. */
  photo(modelId: string, photoId: string, variant: Variant, extension: string): string;
}

/** The layout of one organization's folder. */
export function libraryPaths(folder: string): LibraryPaths {
  const photos = join(folder, 'photos');
  return {
    folder,
    catalogue: join(folder, 'catalogue.sqlite'),
    suspect: join(folder, 'catalogue.suspect'),
    recovering: join(folder, 'catalogue.recovering'),
    lock: join(folder, 'writer.lock'),
    lockNote: join(folder, 'writer.json'),
    parts: join(folder, 'parts'),
    photos,
    // Not by `join`, which leaves a string of many parts: for 20,000 photos, that is seven megabytes.
    photo: (modelId, photoId, variant, extension) =>
      `${photos}${sep}${idSegment(modelId)}${sep}${idSegment(photoId)}.${variant}.${extension}`,
  };
}
