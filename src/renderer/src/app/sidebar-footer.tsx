import { RefreshCw, Settings } from 'lucide-react';
import { ActivityButton } from '../features/activity/activity-button.tsx';
import {
  useAttempt,
  useClient,
  useCommand,
  useMirrors,
  useNavigation,
} from '../state/desk-context.tsx';
import { isOffline, runningSync } from '../state/selectors.ts';
import { useNow } from '../state/use-now.ts';
import { formatAgo } from '../text/format.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { CreditsRow } from './credits-row.tsx';
import styles from './sidebar-footer.module.css';
import { t } from './texts.ts';

/** The credits, when the library was last synced, and the doors to activity and settings. */
export function SidebarFooter() {
  const client = useClient();
  const attempt = useAttempt();
  const syncing = useMirrors((mirrors) => runningSync(mirrors) !== null);
  const offline = useMirrors(isOffline);
  const summary = useMirrors((mirrors) => mirrors.summary);
  const open = useNavigation((navigation) => navigation.open);
  const now = useNow();
  const sync = () => void attempt(() => client.jobs.sync({ full: false }));
  useCommand('sync', sync, !offline);

  return (
    <footer className={styles['footer']}>
      <CreditsRow />
      <div className={styles['line']}>
        <IconButton
          icon={RefreshCw}
          label={t('syncNow')}
          keys="Mod+R"
          onClick={sync}
          disabled={syncing || offline}
          className={syncing ? styles['turning'] : undefined}
        />
        <span className={styles['words']}>
          {syncing ? t('syncing') : summary && syncedWords(summary.totals.syncedAt, now)}
        </span>
        <ActivityButton />
        <IconButton
          icon={Settings}
          label={t('settings')}
          keys="Mod+,"
          onClick={() => open({ name: 'settings' })}
        />
      </div>
    </footer>
  );
}

function syncedWords(syncedAt: string | null, now: number): string {
  return syncedAt === null ? t('neverSynced') : t('synced', { ago: formatAgo(syncedAt, now) });
}
