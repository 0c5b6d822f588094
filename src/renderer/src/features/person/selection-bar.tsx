import { Columns2, Download, PackageOpen, X } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { MarkBar } from './mark-bar.tsx';
import { usePersonStores, usePhotos, useViewing } from './person-context.tsx';
import { keyOf } from './photo-key.ts';
import { selectNone } from './selection.ts';
import styles from './selection-bar.module.css';
import { t } from './texts.ts';
import { usePhotoActions } from './use-photo-actions.ts';

/** What can be done with the selected photos, floating over the grid. */
export function SelectionBar() {
  const { viewing } = usePersonStores();
  const actions = usePhotoActions();
  const { keys } = useViewing(({ selection }) => selection);
  const photos = usePhotos().filter((photo) => keys.has(keyOf(photo)));
  if (photos.length === 0) return null;
  const missing = photos.some(({ stored, gone }) => stored.length === 0 && !gone);
  return (
    <div className={styles['place']}>
      <div className={styles['bar']} role="toolbar" aria-label={t('selectionActions')}>
        <IconButton
          icon={X}
          label={t('selectNone')}
          keys="Escape"
          onClick={() => viewing.getState().select(selectNone(viewing.getState().selection))}
        />
        <span className={styles['count']}>{t('selected', { count: photos.length })}</span>
        <MarkBar photos={photos} actions={actions} />
        <span className={styles['line']} />
        <IconButton icon={Columns2} label={t('compare')} keys="C" onClick={actions.compare} />
        <IconButton
          icon={Download}
          label={t('download')}
          keys="Mod+D"
          disabled={!missing}
          onClick={() => actions.download(photos)}
        />
        <Button icon={PackageOpen} look="plain" onClick={() => actions.exportPhotos(photos)}>
          {t('export')}
        </Button>
      </div>
    </div>
  );
}
