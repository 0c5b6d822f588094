import { parse } from 'csv-parse/sync';

/** One line of a table; `cells` is null where it cannot be taken apart. */
export interface CsvRecord {
  /** Where it begins, from 1. */
  line: number;
  cells: string[] | null;
}

/** What spreadsheets put between cells. The first wins where two fit alike. */
const DELIMITERS = [',', ';', '\t', '|'];
/** Enough to tell by what the cells are parted. */
const LINES_LOOKED_AT = 50;
const LINE_END = /\r\n|\n|\r/;

/**
 * The lines of a CSV, without the empty ones. A quotation mark that is never closed spoils its own
 * line and no other.
 */
export function readRecords(text: string): CsvRecord[] {
  const clean = text.replace(/^\ufeff/, '').replaceAll('\0', '');
  const lines = clean.split(LINE_END);
  const delimiter = delimiterOf(lines);
  return parseWhole(lines.join('\n'), delimiter) ?? parseByLine(lines, delimiter);
}

/** The usual way; null where quotation marks run on over lines that are clearly lines of their own. */
function parseWhole(text: string, delimiter: string): CsvRecord[] | null {
  try {
    const rows = parse(text, {
      ...optionsFor(delimiter),
      record_delimiter: '\n',
      info: true,
      raw: true,
    }) as unknown as { record: string[]; raw: string; info: { lines: number } }[];
    return rows.flatMap(({ record, raw, info }): CsvRecord[] => {
      const runsOver = record.some((cell) => cell.includes('\n') && cell.includes('@'));
      if (runsOver) throw new Error('a quotation mark swallows lines');
      if (record.every((cell) => cell === '')) return [];
      return [{ line: info.lines - linesIn(raw), cells: record }];
    });
  } catch {
    return null;
  }
}

function linesIn(raw: string): number {
  return raw.replace(/\n+$/, '').split('\n').length - 1;
}

function parseByLine(lines: readonly string[], delimiter: string): CsvRecord[] {
  return lines.flatMap((text, index): CsvRecord[] => {
    if (text.trim() === '') return [];
    const cells = parseLine(text, delimiter);
    return cells?.every((cell) => cell === '') ? [] : [{ line: index + 1, cells }];
  });
}

function parseLine(text: string, delimiter: string): string[] | null {
  try {
    return parse(text, optionsFor(delimiter))[0] ?? null;
  } catch {
    return null;
  }
}

function optionsFor(delimiter: string) {
  return { delimiter, relax_column_count: true, relax_quotes: true, trim: true } as const;
}

/** The delimiter that parts most lines. */
function delimiterOf(lines: readonly string[]): string {
  const sample = lines.filter((line) => line.trim() !== '').slice(0, LINES_LOOKED_AT);
  const parted = (delimiter: string) =>
    sample.filter((line) => (parseLine(line, delimiter)?.length ?? 0) > 1).length;
  const scores = DELIMITERS.map(parted);
  return DELIMITERS[scores.indexOf(Math.max(...scores))] ?? ',';
}
