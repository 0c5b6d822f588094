import { CloudOff, KeyRound } from 'lucide-react';
import { useMirrors, useNavigation } from '../state/desk-context.tsx';
import { connectedSession } from '../state/selectors.ts';
import { formatAgo } from '../text/format.ts';
import { Button } from '../ui/button.tsx';
import styles from './banner.module.css';
import { t } from './texts.ts';
import { useNow } from './use-now.ts';

/** One quiet line over the view while HeadshotPro cannot be asked. */
export function Banner() {
  const session = useMirrors(connectedSession);
  const syncedAt = useMirrors(({ summary }) => summary?.totals.syncedAt ?? null);
  const open = useNavigation((navigation) => navigation.open);
  const now = useNow();
  if (session === null || (session.online && session.hasKey)) return null;
  const noKey = !session.hasKey;
  return (
    <div className={styles['banner']} role="status">
      {noKey ? <KeyRound /> : <CloudOff />}
      <p className={styles['words']}>
        <strong>{noKey ? t('noKeyTitle') : t('offlineTitle')}</strong>{' '}
        {noKey ? (session.problem?.message ?? t('noKey')) : t('offline')}{' '}
        {syncedAt !== null && (
          <span className={styles['when']}>
            {t('syncedAgo', { ago: formatAgo(syncedAt, now) })}
          </span>
        )}
      </p>
      {noKey && <Button onClick={() => open({ name: 'settings' })}>{t('addKey')}</Button>}
    </div>
  );
}
