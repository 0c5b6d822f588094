import type { PhotoMark, PhotoRow } from '#shared/window.ts';
import { formatDate } from '../../text/format.ts';
import type { Shoot } from './shoots.ts';
import { t } from './texts.ts';

/** A shoot's title, else its day, else its number. */
export function shootName({ model, number }: Pick<Shoot, 'model' | 'number'>): string {
  return model.title ?? (model.finishedAt ? formatDate(model.finishedAt) : t('shoot', { number }));
}

/** HeadshotPro's own rating as a word; null for none or for one this app does not know. */
export function ratingWord({ likedStatus }: Pick<PhotoRow, 'likedStatus'>): string | null {
  if (likedStatus === 'liked') return t('liked');
  return likedStatus === 'loved' ? t('loved') : null;
}

/** Everything a tile shows of a photo in one line, for screen readers. */
export function photoSummary(photo: PhotoRow, position: number, total: number): string {
  const rating = ratingWord(photo);
  return [
    t('photoAt', { position, total }),
    ...(photo.favorite ? [t('favorite')] : []),
    ...(rating === null ? [] : [rating]),
    ...markWords(photo),
    ...(photo.stored.length === 0 ? [t('notStored')] : []),
    ...(photo.gone ? [t('goneUpstream')] : []),
  ].join(', ');
}

/** What a change of marks did, to be said aloud. */
export function changeWords(change: Partial<PhotoMark>, photos: number): string {
  const words =
    change.pick === null
      ? t('unmarked')
      : change.stars === 0
        ? t('noStars')
        : markWords({ pick: null, stars: 0, ...change }).join(', ');
  return photos > 1 ? t('announceMany', { what: words, count: photos }) : words;
}

function markWords({ pick, stars }: PhotoMark): string[] {
  return [
    ...(pick === 'pick' ? [t('picked')] : []),
    ...(pick === 'reject' ? [t('rejected')] : []),
    ...(stars > 0 ? [t('stars', { count: stars })] : []),
  ];
}
