import { stringify } from 'csv-stringify/sync';
import type { PlannedEntry } from '#shared/export.ts';
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

type Row = Record<(typeof COLUMNS)[number], string | number | boolean>;

const BYTE_ORDER_MARK = '\ufeff';
// A line break would end the row for some programs, and what follows it could be a formula.
const CONTROL_CHARACTERS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
// What spreadsheet programs take for a formula, full-width forms and anything they trim or unquote
// included: also where a program that separates cells by something else than a comma begins a cell.
const FORMULA_AHEAD = /(^|[,;|])(?=[\s\p{Cf}"]*[=+\-@＝＋－＠])/gu;
/** Many thousands of rows at once would need more memory than all the rest of an export. */
const ROWS_A_PIECE = 200;

/**
 * The two manifests of what was written, one after the other, with their names inside the export.
 *
 * `manifest.csv` is UTF-8 with BOM and CRLF, so that spreadsheet programs keep accents. What could be
 * taken for a formula gets a `'` in front (OWASP, CSV injection), and control characters, line breaks
 * among them, become spaces. `manifest.json` is exact: `{ "photos": [...] }` with the columns of the
 * CSV as keys, one photo a line.
 */
export function* manifests(
  entries: readonly PlannedEntry[],
): Generator<{ name: string; content: Buffer }> {
  yield { name: MANIFEST_CSV, content: manifestCsv(entries) };
  yield { name: MANIFEST_JSON, content: manifestJson(entries) };
}

function manifestCsv(entries: readonly PlannedEntry[]): Buffer {
  const pieces = [Buffer.from(BYTE_ORDER_MARK), csvLines([[...COLUMNS]])];
  for (const rows of rowsInPieces(entries)) {
    pieces.push(csvLines(rows.map((row) => Object.values(row).map(neutralized))));
  }
  return Buffer.concat(pieces);
}

function manifestJson(entries: readonly PlannedEntry[]): Buffer {
  const pieces = [Buffer.from('{"photos":[')];
  for (const rows of rowsInPieces(entries)) {
    const separator = pieces.length === 1 ? '\n' : ',\n';
    pieces.push(Buffer.from(separator + rows.map(plainJson).join(',\n')));
  }
  return Buffer.concat([...pieces, Buffer.from('\n]}\n')]);
}

function* rowsInPieces(entries: readonly PlannedEntry[]): Generator<Row[]> {
  for (let start = 0; start < entries.length; start += ROWS_A_PIECE) {
    yield entries.slice(start, start + ROWS_A_PIECE).map(rowOf);
  }
}

function csvLines(rows: string[][]): Buffer {
  return Buffer.from(stringify(rows, { record_delimiter: '\r\n' }));
}

function rowOf({ candidate, name }: PlannedEntry): Row {
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

function neutralized(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  return value.toWellFormed().replace(CONTROL_CHARACTERS, ' ').replace(FORMULA_AHEAD, "$1'");
}
