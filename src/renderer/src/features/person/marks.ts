import type { PhotoMark, PhotoRow } from '#shared/window.ts';
import { keyOf } from './photo-key.ts';

/** What one key changes about a photo's marks: P, X, U and 0 to 5; null for any other key. */
export function markOfKey(key: string): Partial<PhotoMark> | null {
  switch (key.toLowerCase()) {
    case 'p':
      return { pick: 'pick' };
    case 'x':
      return { pick: 'reject' };
    case 'u':
      return { pick: null };
    default:
      return /^[0-5]$/.test(key) ? { stars: Number(key) } : null;
  }
}

/** A change of marks that the core has not confirmed yet. */
export interface PendingMark {
  keys: ReadonlySet<string>;
  change: Partial<PhotoMark>;
}

/** The photos as they will be once every pending change is kept. The same array without any. */
export function withMarks(photos: PhotoRow[], pending: readonly PendingMark[]): PhotoRow[] {
  if (pending.length === 0) return photos;
  return photos.map((photo) => {
    const changes = pending.filter(({ keys }) => keys.has(keyOf(photo)));
    return changes.length === 0
      ? photo
      : Object.assign({}, photo, ...changes.map(({ change }) => change));
  });
}
