/** The longest name of a team that is sent. */
export const LONGEST_TEAM_NAME = 200;

/** Whether two names would be taken for the same team: whatever their case, spacing and composition. */
export function isSameTeamName(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(name: string): string {
  return name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}
