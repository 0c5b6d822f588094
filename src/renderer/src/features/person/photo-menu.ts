import {
  Columns2,
  Copy,
  Download,
  Flag,
  FolderOpen,
  Maximize2,
  PackageOpen,
  Star,
  X,
} from 'lucide-react';
import type { PhotoRow } from '#shared/window.ts';
import type { MenuItem } from '../../ui/menu-items.ts';
import { keyOf } from './photo-key.ts';
import { t } from './texts.ts';
import type { PhotoActions } from './use-photo-actions.ts';

/** The menu over `photos`: all that is selected, or the one under the pointer. */
export function photoMenu(
  photos: readonly PhotoRow[],
  actions: PhotoActions,
  open?: (key: string) => void,
): MenuItem[] {
  const [first] = photos;
  if (first === undefined) return personMenu(actions);
  const count = photos.length;
  const alone = count === 1;
  const everyPick = (pick: PhotoRow['pick']) => photos.every((photo) => photo.pick === pick);
  const everyStars = (stars: number) => photos.every((photo) => photo.stars === stars);
  const missing = photos.filter((photo) => photo.stored.length === 0 && !photo.gone);
  return [
    ...(open && alone
      ? [{ label: t('open'), icon: Maximize2, keys: 'Enter', onSelect: () => open(keyOf(first)) }]
      : []),
    { label: t('compare'), icon: Columns2, keys: 'C', onSelect: actions.compare },
    'separator',
    mark(t('pick'), Flag, 'P', () => actions.mark(photos, { pick: 'pick' })),
    mark(t('reject'), X, 'X', () => actions.mark(photos, { pick: 'reject' })),
    {
      ...mark(t('unmark'), null, 'U', () => actions.mark(photos, { pick: null })),
      disabled: everyPick(null),
    },
    {
      label: t('rating'),
      icon: Star,
      items: [5, 4, 3, 2, 1, 0].map((stars) => ({
        label: stars === 0 ? t('noStars') : t('giveStars', { count: stars }),
        kind: 'radio' as const,
        checked: everyStars(stars),
        onSelect: () => actions.mark(photos, { stars }),
      })),
    },
    'separator',
    ...(alone
      ? [
          {
            label: t('copy'),
            icon: Copy,
            keys: 'Mod+C',
            onSelect: () => actions.copy(first),
          },
          {
            label: t('reveal'),
            icon: FolderOpen,
            disabled: first.stored.length === 0,
            onSelect: () => actions.reveal(first),
          },
        ]
      : []),
    {
      label: t('downloadPhotos', { count }),
      icon: Download,
      keys: 'Mod+D',
      disabled: missing.length === 0,
      onSelect: () => actions.download(photos),
    },
    {
      label: t('exportPhotos', { count }),
      icon: PackageOpen,
      keys: 'Mod+E',
      onSelect: () => actions.exportPhotos(photos),
    },
  ];
}

/** The menu where no photo is meant. */
function personMenu(actions: PhotoActions): MenuItem[] {
  return [
    {
      label: t('downloadPerson'),
      icon: Download,
      keys: 'Mod+D',
      onSelect: () => actions.download([]),
    },
    {
      label: t('exportPerson'),
      icon: PackageOpen,
      keys: 'Mod+E',
      onSelect: () => actions.exportPhotos([]),
    },
  ];
}

function mark(label: string, icon: typeof Flag | null, keys: string, onSelect: () => void) {
  return { label, ...(icon && { icon }), keys, onSelect };
}
