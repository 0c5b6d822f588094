import { Page } from '../../ui/group.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './live-page.module.css';
import { LookGroup } from './look-group.tsx';
import { ReceiverGroup } from './receiver-group.tsx';
import { RulesGroup } from './rules-group.tsx';
import { t } from './texts.ts';
import { useLive } from './use-live.ts';

/** What keeps the library up to date by itself: looks, watch rules, webhooks. */
export function LivePage() {
  const live = useLive();
  if (live === null) {
    return (
      <div className={styles['pending']} role="status" aria-label={t('loading')}>
        <Skeleton className={styles['bone']} />
        <Skeleton className={styles['bone']} />
        <Skeleton className={styles['bone']} />
      </div>
    );
  }
  return (
    <Page>
      <LookGroup live={live} />
      <RulesGroup rules={live.rules} />
      <ReceiverGroup receiver={live.receiver} />
    </Page>
  );
}
