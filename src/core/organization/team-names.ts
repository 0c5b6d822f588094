import type { Team } from '#shared/domain.ts';
import { AppError } from '#shared/errors.ts';
import { isSameTeamName } from '#shared/team-name.ts';

/** Throws `already_exists` where a team is called so, whatever the case and the spaces; `except` may be. */
export function assertNameIsFree(
  name: string,
  teams: readonly Team[],
  except: string | null = null,
): void {
  const taken = teams.find((team) => team.id !== except && isSameTeamName(team.name, name));
  if (!taken) return;
  throw new AppError(
    'already_exists',
    `There is a team “${taken.name}” already. Choose another name, or use that team.`,
  );
}

/** The team that is called so. */
export function teamCalled(name: string, teams: readonly Team[]): Team | undefined {
  return (
    teams.find((team) => team.name === name) ??
    teams.find((team) => isSameTeamName(team.name, name))
  );
}
