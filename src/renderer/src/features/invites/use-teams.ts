import { UNASSIGNED } from '#shared/export.ts';
import { useMirrors } from '../../state/desk-context.tsx';
import { t } from './texts.ts';

/** The value of "no team" in a list of choices. */
export const NO_TEAM = '';

/** The teams to choose from, with none of them first. */
export function useTeamOptions(): { value: string; label: string }[] {
  const teams = useMirrors(({ summary }) => summary?.teams) ?? [];
  return [
    { value: NO_TEAM, label: t('noTeam') },
    ...teams.flatMap(({ id, name }) => (id === UNASSIGNED ? [] : [{ value: id, label: name }])),
  ];
}
