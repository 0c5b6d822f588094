import { Heart, ThumbsUp, ZoomIn, ZoomOut } from 'lucide-react';
import type { PhotoRow } from '#shared/window.ts';
import { formatPercent } from '../../text/format.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import styles from './dock.module.css';
import { MarkBar } from './mark-bar.tsx';
import { useViewing } from './person-context.tsx';
import { ratingWord } from './person-words.ts';
import { t } from './texts.ts';
import type { PhotoActions } from './use-photo-actions.ts';
import { useZoomSteps } from './use-zoom-steps.ts';
import { shownScale } from './zoom.ts';

/** Under the stage: what HeadshotPro says of the photo, your own marks, and the zoom. */
export function Dock({ photo, actions }: { photo: PhotoRow; actions: PhotoActions }) {
  const zoom = useViewing((viewing) => viewing.zoom);
  const frame = useViewing((viewing) => viewing.frame);
  const steps = useZoomSteps();
  const rating = ratingWord(photo);
  const Rating = photo.likedStatus === 'loved' ? Heart : ThumbsUp;
  const percent = frame && formatPercent(shownScale(zoom, frame));
  return (
    <div className={styles['dock']}>
      <div className={styles['facts']}>
        {photo.favorite && (
          <span className={styles['favorite']} title={t('favoriteHint')}>
            <Heart />
            {t('favorite')}
          </span>
        )}
        {rating !== null && (
          <span
            className={styles['rating']}
            data-rating={photo.likedStatus}
            title={photo.likedStatus === 'loved' ? t('lovedHint') : t('likedHint')}
          >
            <Rating />
            {rating}
          </span>
        )}
      </div>
      <MarkBar photos={[photo]} actions={actions} />
      <div className={styles['zoom']}>
        <IconButton
          icon={ZoomOut}
          label={t('zoomOut')}
          keys="-"
          disabled={frame === null}
          onClick={() => steps('out')}
        />
        <Tooltip label={t('toggleZoom')} keys="Z">
          <Button
            look="plain"
            className={styles['percent']}
            disabled={frame === null}
            aria-label={percent === null ? t('zoom') : t('zoomed', { percent })}
            onClick={() => steps('toggle')}
          >
            {percent ?? '–'}
          </Button>
        </Tooltip>
        <IconButton
          icon={ZoomIn}
          label={t('zoomIn')}
          keys="+"
          disabled={frame === null}
          onClick={() => steps('in')}
        />
      </div>
    </div>
  );
}
