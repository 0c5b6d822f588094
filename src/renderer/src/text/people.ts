import type { Lifecycle } from '#shared/domain.ts';
import type { PersonRow } from '#shared/window.ts';
import { defineTexts } from './texts.ts';

const t = defineTexts('people', {
  invited: 'Invited',
  accepted: 'Accepted',
  in_progress: 'In progress',
  ready: 'Ready',
  failed: 'Failed',
  gone: 'Gone upstream',
  noName: 'No name',
  noTeam: 'No team',
  allStored: 'On this computer',
  someStored: '{stored} of {photos} on this computer',
  noneStored: 'Not downloaded',
});

/** How a step on the way from invite to headshots is called. */
export function lifecycleName(lifecycle: Lifecycle): string {
  return t(lifecycle);
}

/** A name to show: the person's own, else the e-mail, else words. */
export function personName({ name, email }: Pick<PersonRow, 'name' | 'email'>): string {
  return name?.trim() || email || t('noName');
}

/** The person's team, or that there is none. */
export function teamNameOf({ teamName }: Pick<PersonRow, 'teamName'>): string {
  return teamName ?? t('noTeam');
}

/** What of a person's photos is on disk, in words. */
export function storedWords({
  photoCount,
  storedCount,
}: Pick<PersonRow, 'photoCount' | 'storedCount'>): string {
  if (storedCount === 0) return t('noneStored');
  if (storedCount >= photoCount) return t('allStored');
  return t('someStored', { stored: storedCount, photos: photoCount });
}
