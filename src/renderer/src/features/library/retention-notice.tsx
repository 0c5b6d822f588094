import { Clock3, X } from 'lucide-react';
import { useState } from 'react';
import { useMirrors } from '../../state/desk-context.tsx';
import { isOffline } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useLook } from './library-context.tsx';
import { isFiltered } from './library-filter.ts';
import styles from './retention-notice.module.css';
import { t } from './texts.ts';
import { useLibraryActions } from './use-library-actions.ts';

/** Says that photos may soon be gone upstream and are not on disk; over everybody only, until dismissed. */
export function RetentionNotice() {
  const retention = useMirrors(({ summary }) => summary?.retention ?? null);
  const offline = useMirrors(isOffline);
  const everybody = useLook(({ query }) => query.view.kind === 'all' && !isFiltered(query.filter));
  const [dismissed, setDismissed] = useState(false);
  const actions = useLibraryActions();
  if (retention === null || dismissed || !everybody) return null;
  return (
    <div className={styles['notice']} role="status">
      <Clock3 />
      <p className={styles['words']}>
        <strong>{t('retention', { count: retention.photos })}</strong> {t('retentionMore')}
      </p>
      <Button onClick={actions.downloadExpiring} disabled={offline}>
        {t('downloadThem')}
      </Button>
      <IconButton icon={X} label={t('dismiss')} onClick={() => setDismissed(true)} />
    </div>
  );
}
