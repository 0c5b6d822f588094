import { Flag, Star, X } from 'lucide-react';
import type { PhotoRow } from '#shared/window.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import styles from './mark-bar.module.css';
import { t } from './texts.ts';
import type { PhotoActions } from './use-photo-actions.ts';

interface MarkBarProps {
  /** What the marks are about; shows what all of them have in common. */
  photos: readonly PhotoRow[];
  actions: PhotoActions;
}

/** Pick, reject and stars for the mouse. The same again takes a mark off. */
export function MarkBar({ photos, actions }: MarkBarProps) {
  const pick = common(photos.map((photo) => photo.pick)) ?? null;
  const stars = common(photos.map((photo) => photo.stars)) ?? 0;
  const setPick = (next: 'pick' | 'reject') =>
    actions.mark(photos, { pick: pick === next ? null : next });
  return (
    <fieldset className={styles['bar']}>
      <legend className="visually-hidden">{t('yourMarks')}</legend>
      <IconButton
        icon={Flag}
        label={t('pick')}
        keys="P"
        pressed={pick === 'pick'}
        className={styles['pick']}
        onClick={() => setPick('pick')}
      />
      <IconButton
        icon={X}
        label={t('reject')}
        keys="X"
        pressed={pick === 'reject'}
        className={styles['reject']}
        onClick={() => setPick('reject')}
      />
      <span className={styles['line']} />
      {[1, 2, 3, 4, 5].map((count) => (
        <IconButton
          key={count}
          icon={Star}
          label={t('giveStars', { count })}
          keys={String(count)}
          pressed={stars === count}
          data-lit={count <= stars}
          className={styles['star']}
          onClick={() => actions.mark(photos, { stars: stars === count ? 0 : count })}
        />
      ))}
    </fieldset>
  );
}

/** What all have in common; undefined for nothing. */
function common<T>(values: readonly T[]): T | undefined {
  const [first] = values;
  return values.every((value) => value === first) ? first : undefined;
}
