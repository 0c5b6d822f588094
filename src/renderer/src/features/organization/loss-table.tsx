import type { Loss } from '#shared/organization.ts';
import { formatNumber } from '../../text/format.ts';
import styles from './removal-dialog.module.css';
import { t } from './texts.ts';

/** Who it is about, what goes, what is here, and what happens then. */
export function LossTable({ loss }: { loss: Loss }) {
  const { person, email, teamName, models, photos, stored, missing, consequences } = loss;
  const rows: [string, string | null][] = [
    [t('person'), person],
    [t('email'), email === person ? null : email],
    [t('team'), teamName],
    [t('photos'), formatNumber(photos)],
    [t('stored'), formatNumber(stored)],
    [t('missing'), formatNumber(missing)],
    [t('refund'), refundWords(loss)],
  ];
  return (
    <>
      <dl className={styles['rows']}>
        {rows.map(
          ([name, value]) =>
            value !== null && (
              <div key={name} className={styles['row']}>
                <dt>{name}</dt>
                <dd dir="auto">{value}</dd>
              </div>
            ),
        )}
        <div className={styles['row']}>
          <dt>{t('sessions')}</dt>
          <dd>
            {models.length === 0 && t('noSessions')}
            {models.map(({ id, title, photos: count }) => (
              <div key={id} dir="auto">
                {t('session', { title: title ?? id, count })}
              </div>
            ))}
          </dd>
        </div>
      </dl>
      <section aria-label={t('consequences')}>
        <h3>{t('consequences')}</h3>
        <ul className={styles['list']}>
          {consequences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </section>
    </>
  );
}

function refundWords({ refund }: Loss): string {
  if (refund === null) return t('refundUnknown');
  return refund ? t('refunded') : t('notRefunded');
}
