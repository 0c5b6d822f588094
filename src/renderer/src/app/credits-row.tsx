import { Coins, TriangleAlert } from 'lucide-react';
import type { Credits } from '#shared/campaign.ts';
import { useMirrors, useNavigation } from '../state/desk-context.tsx';
import { isOffline } from '../state/selectors.ts';
import styles from './credits-row.module.css';
import { t } from './texts.ts';

/** How many credits are left, in sight wherever one is; opens the campaign, which tells more. */
export function CreditsRow() {
  const credits = useMirrors(({ summary }) => summary?.credits ?? null);
  const offline = useMirrors(isOffline);
  const go = useNavigation((navigation) => navigation.go);
  if (credits === null) return null;
  const { left } = credits;
  const warns = left !== null && (left <= 0 || credits.low);
  const Icon = warns ? TriangleAlert : Coins;
  return (
    <button
      type="button"
      className={styles['row']}
      data-look={warns ? 'warning' : left === null ? 'unknown' : 'normal'}
      title={t(offline && left !== null ? 'creditsOldHint' : 'creditsHint')}
      onClick={() => go({ name: 'campaign', show: 'credits' })}
    >
      <Icon className={styles['icon']} aria-hidden="true" />
      <span className={styles['words']}>{wordsOf(credits)}</span>
      {offline && left !== null && <span className={styles['age']}>{t('creditsOld')}</span>}
    </button>
  );
}

function wordsOf({ left, low }: Credits): string {
  if (left === null) return t('creditsUnknown');
  if (left <= 0) return t('creditsNone');
  return t(low ? 'creditsFew' : 'credits', { count: left });
}
