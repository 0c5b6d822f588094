import { Download, MailPlus, PackageOpen, Pencil, Trash2, UserRoundPlus } from 'lucide-react';
import { UNASSIGNED } from '#shared/export.ts';
import type { TeamTotals } from '#shared/library.ts';
import type { MenuItem } from '../../ui/menu-items.ts';
import { t } from './texts.ts';
import type { LibraryActions } from './use-library-actions.ts';
import type { TeamActions } from './use-team-actions.ts';

/** What can be done with a team of the sidebar; `offline` leaves what needs no answer. */
export function teamMenu(
  team: TeamTotals,
  photos: LibraryActions,
  teams: TeamActions,
  offline: boolean,
): MenuItem[] {
  const { name } = team;
  const work: MenuItem[] = [
    {
      label: t('exportTeam', { name }),
      icon: PackageOpen,
      onSelect: () => photos.exportTeam(team),
    },
    {
      label: t('downloadTeam', { name }),
      icon: Download,
      onSelect: () => photos.downloadTeam(team),
    },
  ];
  // Who has no team is in none that could be changed.
  if (team.id === UNASSIGNED) return work;
  const disabled = offline;
  return [
    {
      label: t('addPeopleTo'),
      icon: UserRoundPlus,
      disabled,
      onSelect: () => teams.addPeople(team),
    },
    { label: t('inviteTo'), icon: MailPlus, disabled, onSelect: () => teams.invite(team) },
    'separator',
    ...work,
    'separator',
    { label: t('renameTeam'), icon: Pencil, disabled, onSelect: () => teams.rename(team) },
    {
      label: t('deleteTeam'),
      icon: Trash2,
      danger: true,
      disabled,
      onSelect: () => teams.delete(team),
    },
    ...(offline ? ['separator' as const, { heading: t('teamsOfflineShort') }] : []),
  ];
}
