import { CircleCheck } from 'lucide-react';
import type { Loss } from '#shared/organization.ts';
import styles from './removal-done.module.css';
import { t } from './texts.ts';

/** What a removal did: what came to light, what stays, what is lost, what came back. */
export function RemovalDone({ result }: { result: Loss }) {
  const { photos, stored, missing, refund, consequences } = result;
  const facts = [
    ...consequences,
    // Of what was gone before nobody can tell.
    ...(photos === 0 && refund !== null ? [t('noPhotos')] : []),
    ...(stored > 0 ? [t('kept', { count: stored })] : []),
    ...(missing > 0 ? [t('lost', { count: missing })] : []),
    ...(refund === null ? [] : [t(refund ? 'refunded' : 'notRefunded')]),
  ];
  return (
    <div className={styles['done']} role="status">
      <CircleCheck className={styles['icon']} aria-hidden="true" />
      <ul className={styles['facts']}>
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
    </div>
  );
}
