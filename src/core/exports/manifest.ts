import { stringify } from 'csv-stringify/sync';
import type { PlannedEntry } from '#shared/export.ts';
import { personOf } from './names.ts';

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
// What spreadsheet programs take for a formula, full-width forms and anything they trim included.
const FORMULA = /^[\s\p{Z}\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
const ROWS_A_PIECE = 500;

/**
 * `manifest.csv`: UTF-8 with BOM and CRLF, so that spreadsheet programs keep accents. A cell that
 * could be taken for a formula gets a `'` in front (OWASP, CSV injection); `manifest.json` is exact.
 */
export function manifestCsv(entries: readonly PlannedEntry[]): Buffer {
  const lines = (rows: string[][]) => Buffer.from(stringify(rows, { record_delimiter: '\r\n' }));
  return Buffer.concat([
    Buffer.from(BYTE_ORDER_MARK),
    lines([[...COLUMNS]]),
    ...inPieces(entries, (piece) =>
      lines(piece.map((entry) => Object.values(rowOf(entry)).map(neutralized))),
    ),
  ]);
}

/** `manifest.json`: `{ photos: [...] }` with the columns of the CSV as keys, one photo a line. */
export function manifestJson(entries: readonly PlannedEntry[]): Buffer {
  const pieces = inPieces(entries, (piece, start) =>
    Buffer.from(
      piece.map((entry, i) => `${start + i ? ',' : ''}\n${JSON.stringify(rowOf(entry))}`).join(''),
    ),
  );
  return Buffer.concat([Buffer.from('{"photos":['), ...pieces, Buffer.from('\n]}\n')]);
}

/** Renders many rows piece by piece: as bytes they take a fraction of what they take as objects. */
function inPieces(
  entries: readonly PlannedEntry[],
  render: (piece: readonly PlannedEntry[], start: number) => Buffer,
): Buffer[] {
  const pieces: Buffer[] = [];
  for (let start = 0; start < entries.length; start += ROWS_A_PIECE) {
    pieces.push(render(entries.slice(start, start + ROWS_A_PIECE), start));
  }
  return pieces;
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
  const text = String(value).toWellFormed();
  return typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text;
}
