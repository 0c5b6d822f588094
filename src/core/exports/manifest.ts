import { stringify } from 'csv-stringify/sync';
import type { PlannedEntry } from '#shared/export.ts';
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
// What spreadsheet programs take for a formula, full-width forms and anything they trim included:
// also where a program that separates cells by something else than a comma would begin a cell.
const FORMULA_AHEAD = /(^|[,;|])(?=[\s\p{Cf}]*[=+\-@＝＋－＠])/gu;
const ROWS_A_PIECE = 200;

/**
 * The two manifests of an export, gathered as its photos are written: at the end, many thousands of
 * rows at once would need more memory than all the rest.
 *
 * `manifest.csv` is UTF-8 with BOM and CRLF, so that spreadsheet programs keep accents. What could be
 * taken for a formula gets a `'` in front (OWASP, CSV injection), and control characters, line breaks
 * among them, become spaces. `manifest.json` is exact:
 * `{ "photos": [...] }` with the columns of the CSV as keys, one photo a line.
 */
export class Manifest {
  readonly #csv = [Buffer.from(BYTE_ORDER_MARK), csvLines([[...COLUMNS]])];
  readonly #json = [Buffer.from('{"photos":[')];
  #waiting: Row[] = [];

  /** One more photo has really been written. */
  add(entry: PlannedEntry): void {
    this.#waiting.push(rowOf(entry));
    if (this.#waiting.length === ROWS_A_PIECE) this.#gather();
  }

  /** Both files, with their names inside the export. */
  files(): { name: string; content: Buffer }[] {
    this.#gather();
    return [
      { name: MANIFEST_CSV, content: Buffer.concat(this.#csv) },
      { name: MANIFEST_JSON, content: Buffer.concat([...this.#json, Buffer.from('\n]}\n')]) },
    ];
  }

  /** As bytes, rows take a fraction of what they take as objects. */
  #gather(): void {
    if (this.#waiting.length === 0) return;
    const separator = this.#json.length === 1 ? '\n' : ',\n';
    const lines = this.#waiting.map((row) => JSON.stringify(row));
    this.#csv.push(csvLines(this.#waiting.map((row) => Object.values(row).map(neutralized))));
    this.#json.push(Buffer.from(separator + lines.join(',\n')));
    this.#waiting = [];
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
