import { CloudOff, KeyRound, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { ErrorData } from '#shared/errors.ts';
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

/** One quiet line under the view while something cannot be done: why, since when, what helps. */
export function Banner() {
  const client = useClient();
  const attempt = useAttempt();
  const { mirrors } = useDesk();
  const session = useMirrors(connectedSession);
  const syncedAt = useMirrors(({ summary }) => summary?.totals.syncedAt ?? null);
  const open = useNavigation((navigation) => navigation.open);
  const now = useNow();
  const [trying, setTrying] = useState(false);
  if (session === null) return null;
  const { online, hasKey, problem } = session;
  if (online && hasKey && problem === null) return null;

  async function retry(): Promise<void> {
    setTrying(true);
    const next = await attempt(() => client.session.retry({}));
    if (next !== null) mirrors.take({ session: next });
    setTrying(false);
  }

  return (
    <div className={styles['banner']}>
      {iconOf(session)}
      <p className={styles['words']} role="status">
        <strong>{titleOf(session)}</strong>{' '}
        {problem?.message ?? (hasKey ? t('offline') : t('noKey'))}{' '}
        {syncedAt !== null && (
          <span className={styles['when']}>
            {t('syncedAgo', { ago: formatAgo(syncedAt, now) })}
          </span>
        )}
      </p>
      {problem?.code === 'library_damaged' ? null : hasKey ? (
        <Button busy={trying} onClick={() => void retry()}>
          {t('retry')}
        </Button>
      ) : (
        <Button onClick={() => open({ name: 'key' })}>{t('addKey')}</Button>
      )}
    </div>
  );
}

type Connected = { online: boolean; hasKey: boolean; problem: ErrorData | null };

function iconOf({ online, hasKey }: Connected) {
  if (!hasKey) return <KeyRound />;
  return online ? <TriangleAlert /> : <CloudOff />;
}

function titleOf({ online, hasKey, problem }: Connected): string {
  if (!hasKey) return t('noKeyTitle');
  if (!online) return t('offlineTitle');
  return problem?.code === 'library_damaged' ? t('rebuiltTitle') : t('lookOnlyTitle');
}
