import { TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Credits } from '#shared/campaign.ts';
import { useNavigation } from '../../state/desk-context.tsx';
import { formatNumber } from '../../text/format.ts';
import styles from './credits-card.module.css';
import { t } from './texts.ts';

/** What there is to spend against what is promised: credits, open invites, and how many may be open. */
export function CreditsCard({ credits }: { credits: Credits }) {
  const { left, pendingInvites, cap } = credits;
  const warning = warningOf(credits);
  const card = useRef<HTMLElement>(null);
  const route = useNavigation((navigation) => navigation.route);
  useEffect(() => {
    if (route.name !== 'campaign' || route.show !== 'credits') return;
    card.current?.scrollIntoView({ block: 'center' });
    card.current?.focus({ preventScroll: true });
  }, [route]);
  return (
    <section ref={card} className={styles['card']} aria-label={t('credits')} tabIndex={-1}>
      <h2 className={styles['title']}>{t('credits')}</h2>
      {left === null || cap === null ? (
        <p className={styles['text']}>{t('creditsUnknown')}</p>
      ) : (
        <>
          <p className={styles['left']}>
            <strong>{formatNumber(left)}</strong> {t('creditsLeft', { count: left })}
          </p>
          <Meter open={pendingInvites} left={left} cap={cap} />
          <p className={styles['text']} data-warn={warning !== null}>
            {warning !== null && <TriangleAlert aria-hidden="true" />}
            {warning ?? t('capText')}
          </p>
        </>
      )}
    </section>
  );
}

function Meter({ open, left, cap }: { open: number; left: number; cap: number }) {
  const most = Math.max(cap, open, 1);
  const look = open >= cap ? 'full' : open > left ? 'over' : 'normal';
  return (
    <div>
      <meter
        className="visually-hidden"
        aria-label={t('meter')}
        min={0}
        max={most}
        value={open}
        aria-valuetext={t('meterText', { open, cap })}
      />
      <div className={styles['track']} aria-hidden="true">
        <span
          className={styles['fill']}
          data-look={look}
          style={{ inlineSize: `${(open / most) * 100}%` }}
        />
        {/* As many as there are credits for. */}
        {left > 0 && (
          <span
            className={styles['tick']}
            style={{ insetInlineStart: `${(left / most) * 100}%` }}
          />
        )}
      </div>
      <p className={styles['ends']}>
        <span>{t('openInvites', { count: open })}</span>
        <span>{t('capAtMost', { cap })}</span>
      </p>
    </div>
  );
}

/** What somebody should know before inviting more; null where there is nothing. */
function warningOf({ left, pendingInvites, cap, low }: Credits): string | null {
  if (left === null || cap === null) return null;
  if (left <= 0) return t('none');
  if (pendingInvites >= cap) return t('capReached');
  if (pendingInvites > left) return t('overCredits');
  return low ? t('low') : null;
}
