import { useEffect, useState } from 'react';
import { useMirrors } from '../../state/desk-context.tsx';
import { formatDuration, formatNumber, formatTime } from '../../text/format.ts';
import { Gauge } from '../../ui/gauge.tsx';
import styles from './budget-card.module.css';
import { t } from './texts.ts';

/** How much of the API allowance is left, and why nothing moves while it is used up. */
export function BudgetCard() {
  const { limit, remaining, pausedUntil } = useMirrors(({ jobs }) => jobs.budget);
  const leftMs = useTimeUntil(pausedUntil);
  if (limit === 0) return null;
  const isPaused = pausedUntil !== null && leftMs > 0;
  const share = remaining / limit;

  return (
    <div className={styles['card']}>
      <Gauge
        label={t('budget')}
        value={share}
        look={isPaused ? 'negative' : share < 0.15 ? 'notice' : 'positive'}
      >
        {formatNumber(remaining)}
      </Gauge>
      <div className={styles['words']}>
        <p className={styles['left']}>
          {isPaused ? t('budgetPaused') : t('budgetLeft', { remaining, limit })}
        </p>
        <p className={styles['hint']}>
          {isPaused
            ? t('budgetPausedText', { time: formatTime(pausedUntil), left: formatDuration(leftMs) })
            : t('budgetText', { limit })}
        </p>
      </div>
    </div>
  );
}

/** Milliseconds until an ISO 8601 time, counted down each second; 0 without one. */
function useTimeUntil(iso: string | null): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (iso === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [iso]);
  return iso === null ? 0 : Math.max(0, Date.parse(iso) - now);
}
