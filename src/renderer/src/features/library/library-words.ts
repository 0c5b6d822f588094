import type { Lifecycle } from '#shared/domain.ts';
import { UNASSIGNED } from '#shared/export.ts';
import type { TeamTotals } from '#shared/library.ts';
import type { LibraryView, PersonRow } from '#shared/window.ts';
import type { Tone } from '../../ui/badge.tsx';
import { t } from './texts.ts';

/** The colour of each step on the way from invite to headshots. */
export const LIFECYCLE_TONE: Record<Lifecycle, Tone> = {
  invited: 'neutral',
  accepted: 'informative',
  in_progress: 'notice',
  ready: 'positive',
  failed: 'negative',
  gone: 'neutral',
};

/** How a view is called. */
export function viewName(view: LibraryView, teams: readonly TeamTotals[]): string {
  switch (view.kind) {
    case 'team':
      if (view.teamId === UNASSIGNED) return t('unassigned');
      return teams.find((team) => team.id === view.teamId)?.name ?? t('team');
    case 'lifecycle':
      return t(view.lifecycle);
    default:
      return t(view.kind);
  }
}

/** A name to show: the person's own, else the e-mail, else words. */
export function personName({ name, email }: Pick<PersonRow, 'name' | 'email'>): string {
  return name?.trim() || email || t('noName');
}

/** What of a person's photos is on disk, in words. */
export function storedWords({ photoCount, storedCount }: PersonRow): string {
  if (storedCount === 0) return t('noneStored');
  if (storedCount >= photoCount) return t('allStored');
  return t('someStored', { stored: storedCount, photos: photoCount });
}

/** One line that says everything a card shows, for screen readers. */
export function personSummary(person: PersonRow): string {
  return [
    personName(person),
    person.teamName ?? t('noTeam'),
    t(person.lifecycle),
    ...(person.photoCount > 0
      ? [t('photoCount', { count: person.photoCount }), storedWords(person)]
      : []),
    ...(person.hasFavorite ? [t('favorite')] : []),
    ...(person.isNew ? [t('new')] : []),
    ...(person.pickCount > 0 ? [t('picked', { count: person.pickCount })] : []),
  ].join(', ');
}
