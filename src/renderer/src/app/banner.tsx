import { CloudOff, KeyRound } from 'lucide-react';
import { useState } from 'react';
import {
  useAttempt,
  useClient,
  useDesk,
  useMirrors,
  useNavigation,
} from '../state/desk-context.tsx';
import { connectedSession } from '../state/selectors.ts';
import { useNow } from '../state/use-now.ts';
import { formatAgo } from '../text/format.ts';
import { Button } from '../ui/button.tsx';
import styles from './banner.module.css';
import { t } from './texts.ts';

/** One quiet line under the view while HeadshotPro cannot be asked: why, since when, what helps. */
export function Banner() {
  const client = useClient();
  const attempt = useAttempt();
  const { mirrors } = useDesk();
  const session = useMirrors(connectedSession);
  const syncedAt = useMirrors(({ summary }) => summary?.totals.syncedAt ?? null);
  const open = useNavigation((navigation) => navigation.open);
  const now = useNow();
  const [trying, setTrying] = useState(false);
  if (session === null || (session.online && session.hasKey)) return null;
  const { hasKey, problem } = session;

  async function retry(): Promise<void> {
    setTrying(true);
    const next = await attempt(() => client.session.retry({}));
    if (next !== null) mirrors.take({ session: next });
    setTrying(false);
  }

  return (
    <div className={styles['banner']}>
      {hasKey ? <CloudOff /> : <KeyRound />}
      <p className={styles['words']} role="status">
        <strong>{hasKey ? t('offlineTitle') : t('noKeyTitle')}</strong>{' '}
        {problem?.message ?? (hasKey ? t('offline') : t('noKey'))}{' '}
        {syncedAt !== null && (
          <span className={styles['when']}>
            {t('syncedAgo', { ago: formatAgo(syncedAt, now) })}
          </span>
        )}
      </p>
      {hasKey ? (
        <Button busy={trying} onClick={() => void retry()}>
          {t('retry')}
        </Button>
      ) : (
        <Button onClick={() => open({ name: 'key' })}>{t('addKey')}</Button>
      )}
    </div>
  );
}
