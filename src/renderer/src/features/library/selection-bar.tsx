import { Download, PackageOpen, UserRoundPlus, X } from 'lucide-react';
import { useLayoutEffect } from 'react';
import { useMirrors } from '../../state/desk-context.tsx';
import { isOffline } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useLibrary, useLook } from './library-context.tsx';
import styles from './selection-bar.module.css';
import { t } from './texts.ts';
import { useLibraryActions } from './use-library-actions.ts';

/** Floats over the people while more than one is selected, with what can be done with them. */
export function SelectionBar() {
  const { look } = useLibrary();
  const count = useLook(({ selection }) => selection.ids.size);
  const offline = useMirrors(isOffline);
  const actions = useLibraryActions();
  const shown = count > 1;
  useLayoutEffect(() => {
    if (!shown) return undefined;
    const { style } = document.documentElement;
    style.setProperty('--room-below-messages', '3.25rem');
    return () => void style.removeProperty('--room-below-messages');
  }, [shown]);
  return (
    <>
      <div role="status" className="visually-hidden">
        {count > 0 ? t('selected', { count }) : ''}
      </div>
      {shown && (
        <section className={styles['bar']} aria-label={t('selectionActions')}>
          <span className={styles['count']}>{t('selected', { count })}</span>
          <Button look="plain" icon={Download} disabled={offline} onClick={actions.downloadShown}>
            {t('download')}
          </Button>
          <span title={offline ? t('teamsOffline') : undefined}>
            <Button
              look="plain"
              icon={UserRoundPlus}
              disabled={offline}
              onClick={() => actions.addToTeam([...look.getState().selection.ids])}
            >
              {t('addToTeamShort')}
            </Button>
          </span>
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
