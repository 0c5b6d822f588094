import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '#shared/errors.ts';
import type { PlannedEntry, PlannedTarget } from '#shared/export.ts';
import { errnoOf } from './disk.ts';
import type { FolderRow } from './manifest.ts';
import { photoKey } from './names.ts';
import { budgetWithout, MAX_SEGMENT_BYTES, nameKey, safeName } from './safe-name.ts';

/** What a folder holds of a target, and where the rest can go. */
export interface FolderRoom {
  /** Under the names that they have there. */
  there: PlannedEntry[];
  /** Under names that nothing has. */
  absent: PlannedEntry[];
  /** The earlier rows of other photos that are still there. */
  kept: FolderRow[];
}

/** How many digits of a hash tell a photo from another file of its name. */
const TAG_DIGITS = [6, 12, 20];
const LONGEST_NAME = { bytes: MAX_SEGMENT_BYTES, units: 100 };

/** Looks at the folder of `target`, which has the `earlier` rows in its manifest; writes nothing. */
export async function findRoom(
  { path: folder, entries }: PlannedTarget,
  earlier: readonly FolderRow[],
): Promise<FolderRoom> {
  const pathOf = (name: string) => join(folder, ...name.split('/'));
  const rows: FolderRow[] = [];
  for (const row of earlier) {
    if (isInside(row.file) && (await sizeOf(pathOf(row.file))) !== null) rows.push(row);
  }
  const rowOf = new Map(rows.map((row) => [keyOf(row, row.variant, row.sha256), row]));
  const taken = new Set(rows.map(({ file }) => nameKey(file)));
  const room: FolderRoom = { there: [], absent: [], kept: [] };
  const used = new Set<FolderRow>();

  for (const { candidate, name: wanted } of entries) {
    const { file } = candidate;
    const row = rowOf.get(keyOf(candidate, file.variant, file.sha256));
    if (row) {
      used.add(row);
      room.there.push({ candidate, name: row.file });
      continue;
    }
    let isPlaced = false;
    for (const name of namesFor(wanted, photoKey(candidate) + file.sha256)) {
      const found = taken.has(nameKey(name)) ? 'other' : await lookAt(pathOf(name), file);
      if (found === 'other') continue;
      taken.add(nameKey(name));
      room[found].push({ candidate, name });
      isPlaced = true;
      break;
    }
    if (!isPlaced) throw full(folder);
  }
  room.kept = rows.filter((row) => !used.has(row));
  return room;
}

/** Whether the photo itself is there, as after a stop between it and the manifest, or something else. */
async function lookAt(
  path: string,
  { sizeBytes, sha256 }: PlannedEntry['candidate']['file'],
): Promise<'there' | 'absent' | 'other'> {
  const size = await sizeOf(path);
  if (size === null) return 'absent';
  if (size !== sizeBytes) return 'other';
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex') === sha256 ? 'there' : 'other';
}

/** Of a file; -1 for whatever else is there, null where nothing is. */
async function sizeOf(path: string): Promise<number | null> {
  try {
    const found = await lstat(path);
    return found.isFile() ? found.size : -1;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** The name that the template gives, then the same with longer and longer tags. */
function* namesFor(wanted: string, identity: string): Generator<string> {
  yield wanted;
  const hash = createHash('sha256').update(identity).digest('hex');
  const extension = extname(wanted);
  const at = wanted.lastIndexOf('/') + 1;
  const stem = wanted.slice(at, wanted.length - extension.length);
  for (const digits of TAG_DIGITS) {
    const suffix = ` (${hash.slice(0, digits)})${extension}`;
    yield `${wanted.slice(0, at)}${safeName(stem, budgetWithout(LONGEST_NAME, suffix))}${suffix}`;
  }
}

/** Somebody may have edited the manifest: what it names elsewhere is not looked at. */
function isInside(name: string): boolean {
  return !name.includes('\\') && !/(^|\/)(\.{0,2})(\/|$)/.test(name);
}

function keyOf(photo: { modelId: string; photoId: string }, variant: string, sha256: string) {
  return `${photoKey(photo)} ${variant} ${sha256}`;
}

function full(folder: string): AppError {
  return new AppError('target_exists', `${folder} has no name left for a photo. Choose another.`);
}
