import { stringify } from 'csv-stringify/sync';

/** What a cell may hold. */
export type Cell = string | number | boolean;

/** The columns of a list, each with what a row has there; null leaves the cell empty. */
export type CsvColumns<T> = readonly [heading: string, cell: (row: T) => Cell | null][];

const BYTE_ORDER_MARK = '\ufeff';
// A line break would end the row for some programs, and what follows it could be a formula.
const CONTROL_CHARACTERS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
// What spreadsheet programs take for a formula, full-width forms and anything they trim or unquote
// included: also where a program that separates cells by something else than a comma begins a cell.
const FORMULA_AHEAD = /(^|[,;|])(?=[\s\p{Cf}"]*[=+\-@＝＋－＠])/gu;

/**
 * The beginning of a CSV for spreadsheet programs: UTF-8 with BOM and CRLF, so that they keep accents.
 * What could be taken for a formula gets a `'` in front (OWASP, CSV injection), and control characters,
 * line breaks among them, become spaces.
 */
export function csvHead(columns: readonly string[]): Buffer {
  return Buffer.concat([Buffer.from(BYTE_ORDER_MARK), csvRows([columns])]);
}

/** Rows to follow a {@link csvHead}. */
export function csvRows(rows: readonly (readonly Cell[])[]): Buffer {
  const cells = rows.map((row) => row.map(neutralized));
  return Buffer.from(stringify(cells, { record_delimiter: '\r\n' }));
}

/** A whole list as a CSV for spreadsheet programs. */
export function csvOf<T>(columns: CsvColumns<T>, rows: readonly T[]): Buffer {
  const head = csvHead(columns.map(([heading]) => heading));
  return Buffer.concat([
    head,
    csvRows(rows.map((row) => columns.map(([, cell]) => cell(row) ?? ''))),
  ]);
}

function neutralized(value: Cell): string {
  if (typeof value !== 'string') return String(value);
  return value.toWellFormed().replace(CONTROL_CHARACTERS, ' ').replace(FORMULA_AHEAD, "$1'");
}
