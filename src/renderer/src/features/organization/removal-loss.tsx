import { CircleCheck, CloudDownload, Trash2 } from 'lucide-react';
import { useId } from 'react';
import type { Loss } from '#shared/organization.ts';
import { formatNumber } from '../../text/format.ts';
import styles from './removal-dialog.module.css';
import { t } from './texts.ts';

/** Whom it is about, how many photos go and how many of those are here, and what follows. */
export function RemovalLoss({ loss }: { loss: Loss }) {
  const { person, email, teamName, models, photos, stored, missing, consequences } = loss;
  const headingId = useId();
  const about = [email === person ? null : email, teamName].filter((fact) => fact !== null);
  return (
    <>
      {about.length > 0 && (
        <p className={styles['about']} dir="auto" data-selectable>
          {about.join(' · ')}
        </p>
      )}
      {photos > 0 && (
        <dl className={styles['figures']}>
          <Figure icon={Trash2} name={t('photosGo')} value={photos} />
          <Figure icon={CircleCheck} tone="positive" name={t('photosHere')} value={stored} />
          <Figure
            icon={CloudDownload}
            tone={missing > 0 ? 'negative' : 'quiet'}
            name={t('photosMissing')}
            value={missing}
          />
        </dl>
      )}
      {models.length > 0 && (
        <section aria-labelledby={`${headingId}-sessions`}>
          <h3 id={`${headingId}-sessions`} className={styles['heading']}>
            {t('sessions')}
          </h3>
          <ul className={styles['sessions']}>
            {models.map(({ id, title, photos: count }) => (
              <li key={id}>
                <span dir="auto">{title ?? t('session')}</span>
                <code dir="ltr" data-selectable>
                  {id}
                </code>
                <span className={styles['count']}>{t('photos', { count })}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby={headingId}>
        <h3 id={headingId} className={styles['heading']}>
          {t('consequences')}
        </h3>
        <ul className={styles['consequences']}>
          {consequences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </section>
    </>
  );
}

interface FigureProps {
  icon: typeof Trash2;
  tone?: 'quiet' | 'positive' | 'negative';
  name: string;
  value: number;
}

function Figure({ icon: Icon, tone = 'quiet', name, value }: FigureProps) {
  return (
    <div data-tone={tone}>
      <dt>
        <Icon aria-hidden="true" />
        {name}
      </dt>
      <dd>{formatNumber(value)}</dd>
    </div>
  );
}
