import { useVirtualizer } from '@tanstack/react-virtual';
import { Flag, X } from 'lucide-react';
import { type MouseEvent, useEffect, useRef } from 'react';
import { textDirection } from '../../text/locale.ts';
import styles from './filmstrip.module.css';
import { usePersonStores, usePhotos, useViewing } from './person-context.tsx';
import { photoSummary } from './person-words.ts';
import { keyOf } from './photo-key.ts';
import { PhotoPicture } from './photo-picture.tsx';
import { t } from './texts.ts';

const WIDTH_REM = 3;
const GAP_REM = 0.375;

/** All photos in one line; the one on stage stays in sight. */
export function Filmstrip() {
  const { viewing } = usePersonStores();
  const photos = usePhotos();
  const focus = useViewing(({ selection }) => selection.focus);
  const compared = useViewing((state) => state.compared);
  const scroller = useRef<HTMLDivElement>(null);
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const rtl = textDirection() === 'rtl';
  const strip = useVirtualizer({
    horizontal: true,
    isRtl: rtl,
    count: photos.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => {
      const photo = photos[index];
      return photo ? keyOf(photo) : index;
    },
    estimateSize: () => WIDTH_REM * rem,
    gap: GAP_REM * rem,
    overscan: 6,
  });

  const at = photos.findIndex((photo) => keyOf(photo) === focus);
  useEffect(() => {
    if (at >= 0) strip.scrollToIndex(at, { align: 'center' });
  }, [strip, at]);

  function choose(event: MouseEvent, key: string): void {
    const { mode, choose: put, open } = viewing.getState();
    const add = event.shiftKey || event.ctrlKey || event.metaKey;
    if (mode === 'compare') put(key, add);
    else open(key);
  }

  return (
    <div ref={scroller} className={styles['scroller']}>
      <div
        className={styles['strip']}
        role="listbox"
        aria-label={t('filmstrip')}
        aria-orientation="horizontal"
        aria-multiselectable={compared.length > 0}
        style={{ inlineSize: strip.getTotalSize() }}
      >
        {strip.getVirtualItems().map(({ index, start }) => {
          const photo = photos[index];
          if (photo === undefined) return null;
          const key = keyOf(photo);
          const shown = key === focus || compared.includes(key);
          return (
            <button
              key={key}
              type="button"
              role="option"
              className={styles['photo']}
              data-active={key === focus}
              data-pick={photo.pick ?? 'none'}
              aria-selected={shown}
              aria-label={photoSummary(photo, index + 1, photos.length)}
              tabIndex={key === focus ? 0 : -1}
              style={{ insetInlineStart: start }}
              onClick={(event) => choose(event, key)}
            >
              <PhotoPicture photo={photo} small className={styles['picture']} />
              {photo.pick !== null && (
                <span className={styles['mark']}>{photo.pick === 'pick' ? <Flag /> : <X />}</span>
              )}
            </button>
          );
        })}
      </div>
    </div>
  );
}
