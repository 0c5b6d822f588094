import { X } from 'lucide-react';
import { useRef } from 'react';
import { IconButton } from '../../ui/icon-button.tsx';
import { compareColumns } from './compare.ts';
import styles from './compare-stages.module.css';
import { usePersonStores, usePhotos, useViewing } from './person-context.tsx';
import { photoSummary, ratingWord } from './person-words.ts';
import { keyOf } from './photo-key.ts';
import { StarsSign } from './photo-tile.tsx';
import { focusOn } from './selection.ts';
import { Stage } from './stage.tsx';
import { t } from './texts.ts';
import type { PhotoActions } from './use-photo-actions.ts';
import { useSize } from './use-size.ts';

const PORTRAIT = 0.8;

/** Two to four photos side by side under one zoom. Marks go to the active one. */
export function CompareStages({ actions }: { actions: PhotoActions }) {
  const { viewing } = usePersonStores();
  const photos = usePhotos();
  const compared = useViewing((state) => state.compared);
  const focus = useViewing(({ selection }) => selection.focus);
  const place = useRef<HTMLUListElement>(null);
  const size = useSize(place);
  const columns = size ? compareColumns(compared.length, size, PORTRAIT) : compared.length;
  return (
    <ul
      ref={place}
      className={styles['stages']}
      aria-label={t('comparing', { count: compared.length })}
      style={{ gridTemplateColumns: `repeat(${String(columns)}, minmax(0, 1fr))` }}
    >
      {compared.map((key) => {
        const at = photos.findIndex((photo) => keyOf(photo) === key);
        const photo = photos[at];
        if (photo === undefined) return null;
        const { select, selection, choose } = viewing.getState();
        return (
          <li
            key={key}
            className={styles['cell']}
            aria-current={key === focus}
            onPointerDownCapture={() => select(focusOn(selection, key))}
          >
            <div className={styles['place']} data-active={key === focus}>
              <Stage
                photo={photo}
                label={photoSummary(photo, at + 1, photos.length)}
                active={key === focus}
                actions={actions}
              />
              <div className={styles['caption']}>
                <span className={styles['words']} data-pick={photo.pick ?? 'none'}>
                  {[
                    ...(photo.favorite ? [t('favorite')] : []),
                    ratingWord(photo),
                    photo.pick === 'pick' ? t('picked') : null,
                    photo.pick === 'reject' ? t('rejected') : null,
                  ]
                    .filter((word) => word !== null)
                    .join(' · ') || t('placeInList', { position: at + 1, total: photos.length })}
                </span>
                <StarsSign stars={photo.stars} />
              </div>
              {compared.length > 2 && (
                <IconButton
                  icon={X}
                  size="small"
                  look="on-photo"
                  label={t('removeCompared')}
                  className={styles['remove']}
                  onClick={() => choose(key, true)}
                />
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
