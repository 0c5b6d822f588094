import { Check, CloudDownload, CloudOff, Flag, Heart, Star, ThumbsUp, X } from 'lucide-react';
import { memo } from 'react';
import type { PhotoRow } from '#shared/window.ts';
import { classNames } from '../../ui/class-names.ts';
import { ratingWord } from './person-words.ts';
import { PhotoPicture } from './photo-picture.tsx';
import styles from './photo-tile.module.css';
import { t } from './texts.ts';

const BOLD = classNames(styles['icon'], styles['bold']);

/** What a cell of the grid shows of a photo. Its screen reader name is on the cell. */
export const PhotoTile = memo(function PhotoTile({ photo }: { photo: PhotoRow }) {
  const { pick } = photo;
  return (
    <div className={styles['tile']} data-pick={pick ?? 'none'} aria-hidden="true">
      <div className={styles['frame']}>
        <PhotoPicture photo={photo} className={styles['picture']} />
        <span className={classNames(styles['sign'], styles['tick'])} data-tick title={t('select')}>
          <Check className={BOLD} />
        </span>
        {photo.favorite && (
          <span className={styles['favorite']} title={t('favoriteHint')}>
            <Heart className={styles['heart']} />
            {t('favorite')}
          </span>
        )}
        {pick !== null && (
          <span className={classNames(styles['sign'], styles['pick'])}>
            {pick === 'pick' ? (
              <Flag className={classNames(styles['icon'], styles['filled'])} />
            ) : (
              <X className={BOLD} />
            )}
          </span>
        )}
      </div>
      <div className={styles['caption']}>
        <StarsSign stars={photo.stars} />
        <span className={styles['facts']}>
          <RatingSign photo={photo} />
          <DiskSign photo={photo} />
        </span>
      </div>
    </div>
  );
});

/** As many stars as were given; nothing for none. */
export function StarsSign({ stars }: { stars: number }) {
  return (
    <span className={styles['stars']}>
      {['1', '2', '3', '4', '5'].slice(0, stars).map((star) => (
        <Star key={star} className={styles['star']} />
      ))}
    </span>
  );
}

function RatingSign({ photo }: { photo: PhotoRow }) {
  const word = ratingWord(photo);
  if (word === null) return null;
  const loved = photo.likedStatus === 'loved';
  const Icon = loved ? Heart : ThumbsUp;
  return (
    <span className={styles['rating']} title={t(loved ? 'lovedHint' : 'likedHint')}>
      <Icon className={classNames(styles['icon'], loved && styles['loved'])} />
      <span className={styles['word']}>{word}</span>
    </span>
  );
}

/** Only what is out of the ordinary: not here yet, or no longer there. */
function DiskSign({ photo: { gone, stored } }: { photo: PhotoRow }) {
  const here = stored.length > 0;
  if (gone) {
    return (
      <span title={t(here ? 'keptHere' : 'goneUpstream')}>
        <CloudOff className={classNames(styles['icon'], styles['gone'])} />
      </span>
    );
  }
  return here ? null : (
    <span title={t('notStored')}>
      <CloudDownload className={styles['icon']} />
    </span>
  );
}
