import { Pencil, Trash2, UserRoundPlus } from 'lucide-react';
import type { TeamRef } from '../../state/navigation.ts';
import { t } from './texts.ts';
import type { LibraryActions } from './use-library-actions.ts';
import type { PaletteLine } from './use-palette-groups.ts';
import type { TeamActions } from './use-team-actions.ts';

/** What the palette does with teams: with the people who are selected, and with the team on screen. */
export function teamLines(
  selected: readonly string[],
  team: TeamRef | null,
  people: LibraryActions,
  teams: TeamActions,
): PaletteLine[] {
  const count = selected.length;
  const add: PaletteLine = {
    id: 'team/add',
    label: count === 0 ? t('actionAddPeople') : t('actionAddSelected', { count }),
    picture: UserRoundPlus,
    run: () => people.addToTeam(selected),
  };
  if (team === null) return [add];
  const { name } = team;
  return [
    add,
    {
      id: 'team/add-here',
      label: t('actionAddPeopleTo', { name }),
      picture: UserRoundPlus,
      run: () => teams.addPeople(team),
    },
    {
      id: 'team/rename',
      label: t('actionRenameTeam', { name }),
      picture: Pencil,
      run: () => teams.rename(team),
    },
    {
      id: 'team/delete',
      label: t('actionDeleteTeam', { name }),
      picture: Trash2,
      run: () => teams.delete(team),
    },
  ];
}
