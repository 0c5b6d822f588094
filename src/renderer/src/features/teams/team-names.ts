import { UNASSIGNED } from '#shared/export.ts';
import { isSameTeamName } from '#shared/team-name.ts';
import type { Mirrors } from '../../state/mirrors.ts';
import type { TeamRef } from '../../state/navigation.ts';
import { t } from './texts.ts';

const NONE: readonly TeamRef[] = [];

/** The teams as the library has them, without the people who have none. */
export function teamsOf({ summary }: Mirrors): readonly TeamRef[] {
  return summary?.teams ?? NONE;
}

/** Why a team cannot be called `name`; null where it can. `except` is the team that has it now. */
export function nameProblem(
  name: string,
  teams: readonly TeamRef[],
  except: string | null = null,
): string | null {
  const taken = teams.find(
    ({ id, name: other }) => id !== except && id !== UNASSIGNED && isSameTeamName(other, name),
  );
  return taken ? t('taken', { name: taken.name }) : null;
}
