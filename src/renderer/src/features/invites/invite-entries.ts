import type { CheckedLine, InviteToSend } from '#shared/invites.ts';

/** A line as somebody may change it. */
export type Entry = Pick<CheckedLine, 'line' | 'email' | 'team' | 'name' | 'employeeId'>;

const HEADING = 'email,team,name,employeeId';

/**
 * The lines as a CSV to be checked anew: each at its number where it has one of its own behind the
 * heading, else one after another.
 */
export function textOf(entries: readonly Entry[]): string {
  const placed = entries.every(({ line }, at) => line > (entries[at - 1]?.line ?? 1));
  const rows = [HEADING];
  for (const { line, email, team, name, employeeId } of entries) {
    while (placed && rows.length < line - 1) rows.push('');
    rows.push([email, team, name, employeeId].map((cell) => quoted(cell ?? '')).join(','));
  }
  return rows.join('\n');
}

/** The lines with another team where they name `name`, whatever its case and accents. */
export function withTeam<E extends Entry>(entries: readonly E[], name: string, team: string): E[] {
  const key = fold(name);
  return entries.map((entry) =>
    entry.team !== null && fold(entry.team) === key ? { ...entry, team } : entry,
  );
}

/** What goes out of a checked list. */
export function invitesOf(lines: readonly CheckedLine[]): InviteToSend[] {
  return lines
    .filter(({ sendable }) => sendable)
    .map(({ line, email, teamId, name, employeeId }) => ({
      line,
      email,
      teamId,
      name,
      employeeId,
    }));
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

function fold(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '');
  return plain.replace(/\s+/g, ' ').trim().toLowerCase();
}
