import { CloudDownload, CloudOff } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { PhotoRow } from '#shared/window.ts';
import { useMirrors } from '../../state/desk-context.tsx';
import { isOffline } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { photoUrl } from '../../ui/photo-url.ts';
import { usePersonStores, useViewing } from './person-context.tsx';
import styles from './stage.module.css';
import { t } from './texts.ts';
import { useFiles } from './use-files.ts';
import type { PhotoActions } from './use-photo-actions.ts';
import { useSize } from './use-size.ts';
import { useZoomPointer } from './use-zoom-pointer.ts';
import { FIT, type Frame, isZoomed, placement, type Size, shownScale } from './zoom.ts';

interface StageProps {
  photo: PhotoRow;
  /** What screen readers call the picture. */
  label: string;
  /** Whether zoom keys are about this one. */
  active: boolean;
  actions: PhotoActions;
}

/** One photo to look at closely: fits, zooms, pans. Give it the photo's key as `key`. */
export function Stage({ photo, label, active, actions }: StageProps) {
  const stage = useRef<HTMLDivElement>(null);
  const size = useSize(stage);
  const offline = useMirrors(isOffline);
  const zoom = useViewing((viewing) => viewing.zoom);
  const smooth = useViewing((viewing) => viewing.smooth);
  const { viewing } = usePersonStores();
  const setZoom = useViewing((viewing) => viewing.setZoom);
  const setFrame = useViewing((viewing) => viewing.setFrame);
  const files = useFiles(photo);
  const [onScreen, setOnScreen] = useState<Size | null>(null);
  const [sharp, setSharp] = useState(false);
  const situation = `${photo.stored.join()} ${String(offline)}`;
  const [failedIn, setFailedIn] = useState<string | null>(null);

  const file = files?.find(({ variant }) => variant === 'main');
  const frame = useMemo<Frame | null>(() => {
    const image = file ?? onScreen;
    if (image === null || onScreen === null || size === null || size.width * size.height === 0) {
      return null;
    }
    const { width, height } = image;
    return { image: { width, height }, stage: size, density: window.devicePixelRatio };
  }, [file, onScreen, size]);

  useEffect(() => {
    if (active) setFrame(frame);
  }, [active, frame, setFrame]);
  const pointer = useZoomPointer(stage, frame, () => viewing.getState().zoom, setZoom);

  if (failedIn === situation) return <Missing photo={photo} offline={offline} actions={actions} />;

  const zoomed = isZoomed(zoom);
  const fit = frame && placement(FIT, frame);
  const place = frame && placement(zoom, frame);
  const wantsFull =
    frame !== null &&
    onScreen !== null &&
    shownScale(zoom, frame) * frame.image.width > onScreen.width;
  const position = fit &&
    place && {
      inlineSize: fit.width,
      blockSize: fit.height,
      transform: `translate(${String(place.left)}px, ${String(place.top)}px) scale(${String(place.width / fit.width)})`,
    };
  const picture = {
    className: styles['picture'],
    'data-smooth': smooth,
    style: position ?? undefined,
    decoding: 'async' as const,
  };
  return (
    <div ref={stage} className={styles['stage']} data-zoomed={zoomed} {...pointer}>
      {onScreen === null && <span className={styles['waiting']} aria-hidden="true" />}
      <img
        {...picture}
        src={photoUrl(photo, 'screen')}
        alt={label}
        data-shown={onScreen !== null}
        draggable={!zoomed}
        onDragStart={(event) => actions.drag(event, photo)}
        onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) =>
          setOnScreen({ width, height })
        }
        onError={() => setFailedIn(situation)}
      />
      {(wantsFull || sharp) && (
        <img
          {...picture}
          src={photoUrl(photo, 'full')}
          alt=""
          data-shown={sharp}
          draggable={false}
          onLoad={() => setSharp(true)}
        />
      )}
    </div>
  );
}

function Missing({
  photo,
  offline,
  actions,
}: Pick<StageProps, 'photo' | 'actions'> & { offline: boolean }) {
  const download = (
    <Button icon={CloudDownload} onClick={() => actions.download([photo])}>
      {t('downloadThis')}
    </Button>
  );
  return (
    <div className={styles['missing']}>
      <EmptyState
        icon={photo.gone ? CloudOff : CloudDownload}
        title={photo.gone ? t('goneUpstream') : t('notStored')}
        actions={photo.gone || offline ? undefined : download}
      >
        {photo.gone ? t('missingGone') : offline ? t('missingOffline') : t('missingOnline')}
      </EmptyState>
    </div>
  );
}
