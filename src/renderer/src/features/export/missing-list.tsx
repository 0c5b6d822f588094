import { ChevronRight } from 'lucide-react';
import type { ExportPreview } from '#shared/jobs.ts';
import { formatList } from '../../text/format.ts';
import styles from './missing-list.module.css';
import { t } from './texts.ts';

/** What cannot be had, with the reason and whom it concerns; nothing where all is well. */
export function MissingList({ omissions }: { omissions: ExportPreview['omissions'] }) {
  if (omissions.length === 0) return null;
  const count = omissions.reduce((sum, { photos }) => sum + photos, 0);
  return (
    <details className={styles['missing']}>
      <summary className={styles['summary']}>
        <ChevronRight />
        {t('missing', { count })}
      </summary>
      <ul className={styles['reasons']}>
        {omissions.map(({ message, photos, people }) => (
          <li key={message}>
            {t('missingReason', { count: photos, message })}
            {people.length > 0 && (
              <span className={styles['people']}>
                {t('missingPeople', { people: formatList(people) })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
