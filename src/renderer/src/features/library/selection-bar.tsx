import { Download, PackageOpen, X } from 'lucide-react';
import { useMirrors } from '../../state/desk-context.tsx';
import { isOffline } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useLook } from './library-context.tsx';
import styles from './selection-bar.module.css';
import { t } from './texts.ts';
import { useLibraryActions } from './use-library-actions.ts';

/** Floats over the people while more than one is selected, with what can be done with them. */
export function SelectionBar() {
  const count = useLook((look) => look.selection.ids.size);
  const offline = useMirrors(isOffline);
  const actions = useLibraryActions();
  return (
    <>
      <div role="status" className="visually-hidden">
        {count > 0 ? t('selected', { count }) : ''}
      </div>
      {count > 1 && (
        <section className={styles['bar']} aria-label={t('selectionActions')}>
          <span className={styles['count']}>{t('selected', { count })}</span>
          <Button look="plain" icon={Download} disabled={offline} onClick={actions.downloadShown}>
            {t('download')}
          </Button>
          <Button look="primary" icon={PackageOpen} onClick={actions.exportShown}>
            {t('export')}
          </Button>
          <IconButton
            icon={X}
            label={t('clearSelection')}
            keys="Escape"
            onClick={actions.clearSelection}
          />
        </section>
      )}
    </>
  );
}
