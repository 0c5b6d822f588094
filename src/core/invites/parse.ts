import type { InviteLine, InviteList, InviteProblem } from '#shared/invites.ts';
import { emailKey } from '../library/text-keys.ts';
import { type Columns, columnsByContent, columnsByHeading, ignoredHeadings } from './columns.ts';
import { addressesIn, addressProblem, cleanAddress } from './email-address.ts';
import { type CsvRecord, readRecords } from './read-records.ts';

/**
 * Reads a list of people to invite: a CSV with or without headings, or pasted addresses in any
 * arrangement. Never throws: what is wrong with a line is said at the line.
 */
export function parseInvites(text: string): InviteList {
  const records = readRecords(text);
  const heading = records.findIndex(({ cells }) => cells !== null);
  const first = records[heading]?.cells ?? [];
  const byHeading = columnsByHeading(first);
  const rows = byHeading ? records.slice(heading + 1) : records;
  const table = rows.flatMap(({ cells }) => (cells ? [cells] : []));
  const isPasted = !byHeading && !isTable(table);
  const columns = byHeading ?? columnsByContent(table);
  const before = byHeading ? records.slice(0, heading) : [];
  const lines = [...before, ...rows].flatMap((record) =>
    isPasted ? pastedLines(record) : tableLine(record, columns),
  );
  markDuplicates(lines);
  return { lines, ignoredColumns: byHeading ? ignoredHeadings(first, byHeading) : [] };
}

/** Whether lines hold one address and other things, rather than just addresses. */
function isTable(rows: readonly (readonly string[])[]): boolean {
  return rows.some(
    (row) =>
      row.filter((cell) => cell.includes('@')).length === 1 &&
      row.some((cell) => cell !== '' && !cell.includes('@')),
  );
}

/** `Anna Berg <anna@…>, ben@…; clara@…`: each address a line of its own. */
function pastedLines({ line, cells }: CsvRecord): InviteLine[] {
  if (cells === null) return [unreadable(line)];
  const written = cells.flatMap((cell) => cell.split(/[;,|]|(?<=>)\s+/u)).filter((it) => it.trim());
  return written.flatMap((piece) => {
    const named = /^\s*["']?(.*?)["']?\s*<[^<>]*>\s*$/u.exec(piece)?.[1]?.trim();
    if (named !== undefined) return [lineOf(line, piece, { name: named || null })];
    const several = addressesIn(piece);
    return several.length > 1 ? several.map((each) => lineOf(line, each)) : [lineOf(line, piece)];
  });
}

function tableLine({ line, cells }: CsvRecord, columns: Columns): InviteLine[] {
  if (cells === null) return [unreadable(line)];
  // Exports that were joined by hand repeat their headings.
  if (columnsByHeading(cells)) return [];
  const at = (column: number) => cells[column]?.replace(/\s+/g, ' ').trim() || null;
  const parts = [at(columns.firstName), at(columns.lastName)].filter((part) => part !== null);
  return [
    lineOf(line, at(columns.email) ?? '', {
      team: at(columns.team),
      name: at(columns.name) ?? (parts.join(' ') || null),
      employeeId: at(columns.employeeId),
    }),
  ];
}

function lineOf(
  line: number,
  written: string,
  rest: Partial<Pick<InviteLine, 'team' | 'name' | 'employeeId'>> = {},
): InviteLine {
  const email = cleanAddress(written);
  const problem = problemOf(written, email);
  const problems = problem ? [problem] : [];
  return { line, email, team: null, name: null, employeeId: null, ...rest, problems };
}

function problemOf(written: string, email: string): InviteProblem | null {
  if (email === '') {
    return { code: 'no_address', message: 'There is no e-mail address in this line. Add one.' };
  }
  if (addressesIn(written).length > 1) {
    return {
      code: 'several_addresses',
      message: 'There is more than one e-mail address here. Give each person a line.',
    };
  }
  const wrong = addressProblem(email);
  if (wrong === null) return null;
  return { code: 'malformed_address', message: `“${email}” ${wrong}. Correct it.` };
}

function unreadable(line: number): InviteLine {
  const message = 'A quotation mark in this line is never closed. Close it, or remove it.';
  const nothing = { email: '', team: null, name: null, employeeId: null };
  return { line, ...nothing, problems: [{ code: 'unreadable', message }] };
}

/** Of several lines with one address, the first counts. */
function markDuplicates(lines: readonly InviteLine[]): void {
  const seen = new Map<string, number>();
  for (const { line, email, problems } of lines) {
    const key = emailKey(email);
    if (key === null || problems.length > 0) continue;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, line);
    else {
      const message = `This address is in line ${first} already. It is invited once.`;
      problems.push({ code: 'duplicate_in_list', message });
    }
  }
}
