import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { IconButton } from '../../ui/icon-button.tsx';
import { ContextMenu } from '../../ui/menu.tsx';
import { photoUrl } from '../../ui/photo-url.ts';
import { CompareStages } from './compare-stages.tsx';
import { Dock } from './dock.tsx';
import { Filmstrip } from './filmstrip.tsx';
import { createNeighbourPictures } from './neighbour-pictures.ts';
import { useFocusedPhoto, usePersonStores, usePhotos, useViewing } from './person-context.tsx';
import { photoSummary } from './person-words.ts';
import { keyOf } from './photo-key.ts';
import { photoMenu } from './photo-menu.ts';
import { Stage } from './stage.tsx';
import { t } from './texts.ts';
import { usePhotoActions } from './use-photo-actions.ts';
import styles from './viewer.module.css';

/** One photo on stage, or two to four side by side, over the strip of all of them. */
export function Viewer() {
  const { viewing } = usePersonStores();
  const actions = usePhotoActions();
  const photos = usePhotos();
  const photo = useFocusedPhoto();
  const comparing = useViewing(({ mode }) => mode === 'compare');
  const [neighbours] = useState(createNeighbourPictures);
  const root = useRef<HTMLDivElement>(null);
  const [first] = photos;

  // The next person opens on the photo that stands for them.
  useEffect(() => {
    if (photo === null && first) viewing.getState().open(keyOf(first));
  }, [photo, first, viewing]);

  const at = photo ? photos.indexOf(photo) : -1;
  useEffect(() => {
    const wanted = at < 0 ? [] : [photos[at + 1], photos[at - 1]];
    neighbours.want(wanted.flatMap((near) => (near ? [photoUrl(near, 'screen')] : [])));
  }, [neighbours, photos, at]);
  useEffect(() => () => neighbours.want([]), [neighbours]);
  useEffect(() => root.current?.focus(), []);

  if (photo === null) return <div className={styles['viewer']} />;
  const label = photoSummary(photo, at + 1, photos.length);
  const step = (by: 1 | -1) => viewing.getState().step(photos.map(keyOf), by);
  return (
    <div className={styles['viewer']}>
      <ContextMenu items={() => photoMenu([photo], actions)}>
        <section ref={root} className={styles['stages']} tabIndex={-1} aria-label={t('stage')}>
          {comparing ? (
            <CompareStages actions={actions} />
          ) : (
            <>
              <Stage key={keyOf(photo)} photo={photo} label={label} active actions={actions} />
              <IconButton
                icon={ChevronLeft}
                label={t('previousPhoto')}
                keys="Left"
                className={styles['previous']}
                disabled={at <= 0}
                onClick={() => step(-1)}
              />
              <IconButton
                icon={ChevronRight}
                label={t('nextPhoto')}
                keys="Right"
                className={styles['next']}
                disabled={at >= photos.length - 1}
                onClick={() => step(1)}
              />
            </>
          )}
        </section>
      </ContextMenu>
      <Dock photo={photo} actions={actions} />
      <Filmstrip />
    </div>
  );
}
