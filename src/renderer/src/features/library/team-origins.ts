import type { PersonRow } from '#shared/window.ts';

/**
 * Who came from which team, so that it can be undone; null where somebody cannot be put back: HeadshotPro
 * takes nobody out of a team, and of those who were never on screen nobody knows where they were.
 */
export function originsOf(
  personIds: readonly string[],
  known: readonly Pick<PersonRow, 'id' | 'teamId'>[],
  target: string,
  isTeam: (id: string) => boolean,
): ReadonlyMap<string, readonly string[]> | null {
  const teams = new Map(known.map(({ id, teamId }) => [id, teamId]));
  const origins = new Map<string, string[]>();
  for (const id of personIds) {
    const teamId = teams.get(id) ?? null;
    if (teamId === null || !isTeam(teamId)) return null;
    if (teamId !== target) origins.set(teamId, [...(origins.get(teamId) ?? []), id]);
  }
  return origins.size > 0 ? origins : null;
}
