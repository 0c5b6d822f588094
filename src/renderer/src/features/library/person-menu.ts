import { ArrowUpRight, AtSign, Download, PackageOpen, UserRoundPlus } from 'lucide-react';
import type { PersonRow } from '#shared/window.ts';
import type { MenuItem } from '../../ui/menu-items.ts';
import { t } from './texts.ts';
import type { LibraryActions } from './use-library-actions.ts';

/** What the secondary button offers on `person`, or on all `ids` where several are selected. */
export function personMenu(
  person: PersonRow | undefined,
  ids: readonly string[],
  actions: LibraryActions,
): MenuItem[] {
  const general: MenuItem[] = [
    { label: t('selectAll'), keys: 'Mod+A', onSelect: actions.selectEverybody },
    {
      label: t('clearSelection'),
      keys: 'Escape',
      disabled: ids.length === 0,
      onSelect: actions.clearSelection,
    },
  ];
  if (person === undefined) return general;
  const count = ids.length;
  const { email } = person;
  return [
    ...(count === 1
      ? [
          {
            label: t('open'),
            icon: ArrowUpRight,
            keys: 'Enter',
            onSelect: () => actions.openPerson(person.id),
          },
          'separator' as const,
        ]
      : []),
    {
      label: t('exportPeople', { count }),
      icon: PackageOpen,
      keys: 'Mod+E',
      onSelect: () => actions.exportPeople(ids),
    },
    {
      label: t('downloadPeople', { count }),
      icon: Download,
      keys: 'Mod+D',
      onSelect: () => actions.downloadPeople(ids),
    },
    {
      label: t('addToTeam', { count }),
      icon: UserRoundPlus,
      onSelect: () => actions.addToTeam(ids),
    },
    ...(count === 1 && email !== null
      ? [
          'separator' as const,
          { label: t('copyEmail'), icon: AtSign, onSelect: () => actions.copyEmail(person) },
        ]
      : []),
    'separator',
    ...general,
  ];
}
