import { z } from 'zod';
import type { PlannedEntry } from '#shared/export.ts';
import { type Cell, csvHead, csvRows } from '../csv.ts';
import { plainJson } from '../plain-text.ts';
import { MANIFEST_CSV, MANIFEST_JSON, personOf } from './names.ts';

/** The columns of `manifest.csv` and the keys of each photo in `manifest.json`, in this order. */
const COLUMNS = [
  'team',
  'person',
  'email',
  'modelId',
  'photoId',
  'favorite',
  'liked',
  'variant',
  'file',
  'width',
  'height',
  'sizeBytes',
  'sha256',
] as const;

/** One photo of an export, as both manifests have it. */
export type ManifestRow = Record<(typeof COLUMNS)[number], Cell>;

/** Many thousands of rows at once would need more memory than all the rest of an export. */
const ROWS_A_PIECE = 200;

/**
 * The two manifests of what was written, one after the other, with their names inside the export.
 *
 * `manifest.csv` is for spreadsheet programs ({@link csvHead}). `manifest.json` is exact:
 * `{ "photos": [...] }` with the columns of the CSV as keys, one photo a line. `earlier` rows, of
 * photos that were there before, come first.
 */
export function* manifests(
  entries: readonly PlannedEntry[],
  earlier: readonly ManifestRow[] = [],
): Generator<{ name: string; content: Buffer }> {
  yield { name: MANIFEST_CSV, content: manifestCsv(entries, earlier) };
  yield { name: MANIFEST_JSON, content: manifestJson(entries, earlier) };
}

function manifestCsv(entries: readonly PlannedEntry[], earlier: readonly ManifestRow[]): Buffer {
  const pieces = [csvHead(COLUMNS)];
  for (const rows of rowsInPieces(entries, earlier)) {
    pieces.push(csvRows(rows.map((row) => Object.values(row))));
  }
  return Buffer.concat(pieces);
}

function manifestJson(entries: readonly PlannedEntry[], earlier: readonly ManifestRow[]): Buffer {
  const pieces = [Buffer.from('{"photos":[')];
  for (const rows of rowsInPieces(entries, earlier)) {
    const separator = pieces.length === 1 ? '\n' : ',\n';
    pieces.push(Buffer.from(separator + rows.map(plainJson).join(',\n')));
  }
  return Buffer.concat([...pieces, Buffer.from('\n]}\n')]);
}

function* rowsInPieces(
  entries: readonly PlannedEntry[],
  earlier: readonly ManifestRow[],
): Generator<ManifestRow[]> {
  for (let start = 0; start < earlier.length; start += ROWS_A_PIECE) {
    yield earlier.slice(start, start + ROWS_A_PIECE);
  }
  for (let start = 0; start < entries.length; start += ROWS_A_PIECE) {
    yield entries.slice(start, start + ROWS_A_PIECE).map(rowOf);
  }
}

function rowOf({ candidate, name }: PlannedEntry): ManifestRow {
  const { file } = candidate;
  return {
    team: candidate.team.name,
    person: personOf(candidate),
    email: candidate.email ?? '',
    modelId: candidate.modelId,
    photoId: candidate.photoId,
    favorite: candidate.favorite,
    liked: candidate.likedStatus,
    variant: file.variant,
    file: name,
    width: file.width,
    height: file.height,
    sizeBytes: file.sizeBytes,
    sha256: file.sha256,
  };
}

const text = z.string();
const size = z.number();
const earlierManifest = z.object({
  photos: z.array(
    z.object({
      team: text,
      person: text,
      email: text,
      modelId: text,
      photoId: text,
      favorite: z.boolean(),
      liked: text,
      variant: text,
      file: text,
      width: size,
      height: size,
      sizeBytes: size,
      sha256: text,
    } satisfies Record<keyof ManifestRow, z.ZodType>),
  ),
});

/** A row that was read back from a folder. */
export type FolderRow = z.infer<typeof earlierManifest>['photos'][number];

/** The rows of a `manifest.json` that {@link manifests} has made; null for any other file. */
export function readManifest(content: string): FolderRow[] | null {
  try {
    return earlierManifest.parse(JSON.parse(content)).photos;
  } catch {
    return null;
  }
}
