import type { ExportPreview } from '#shared/jobs.ts';
import { formatList } from '../../text/format.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import styles from './missing-list.module.css';
import { t } from './texts.ts';

/** What cannot be had, with the reason and whom it concerns; nothing where all is well. */
export function MissingList({ omissions }: { omissions: ExportPreview['omissions'] }) {
  if (omissions.length === 0) return null;
  const count = omissions.reduce((sum, { photos }) => sum + photos, 0);
  return (
    <Disclosure summary={t('missing', { count })} tone="notice">
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
    </Disclosure>
  );
}
