import { Signpost } from 'lucide-react';
import { useMirrors, useNavigation } from '../../state/desk-context.tsx';
import { formatNumber } from '../../text/format.ts';
import styles from './sidebar.module.css';
import { t } from './texts.ts';

/** The way to the campaign, with the number of people who are not ready yet. */
export function CampaignItem() {
  const current = useNavigation((navigation) => navigation.route.name === 'campaign');
  const go = useNavigation((navigation) => navigation.go);
  const count = useMirrors(({ summary }) => {
    if (summary === null) return null;
    const { invited, accepted, in_progress, failed } = summary.lifecycles;
    return invited + accepted + in_progress + failed;
  });
  return (
    <li>
      <button
        type="button"
        className={styles['place']}
        aria-current={current ? 'page' : undefined}
        onClick={() => go({ name: 'campaign' })}
      >
        <Signpost className={styles['icon']} />
        <span className={styles['label']}>{t('campaign')}</span>
        {count !== null && count > 0 && (
          <span className={styles['count']}>
            <span aria-hidden="true">{formatNumber(count)}</span>
            <span className="visually-hidden">{t('notReady', { count })}</span>
          </span>
        )}
      </button>
    </li>
  );
}
