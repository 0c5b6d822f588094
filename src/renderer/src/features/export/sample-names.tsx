import { useId } from 'react';
import type { ExportPreview } from '#shared/jobs.ts';
import { splitName } from './export-words.ts';
import styles from './sample-names.module.css';
import { t } from './texts.ts';

const SHOWN = 6;

interface SampleNamesProps {
  preview: ExportPreview;
  /** Whether all photos go in; of a part nobody knows yet how many are in the first file. */
  isWhole: boolean;
}

/** The first real names inside, as the template makes them. */
export function SampleNames({ preview: { names, targets }, isWhole }: SampleNamesProps) {
  const headingId = useId();
  const [first] = targets;
  if (first === undefined || names.length === 0) return null;
  const shown = names.slice(0, SHOWN);
  const more = first.photos - shown.length;
  return (
    <div className={styles['sample']}>
      <h4 id={headingId} className={styles['where']}>
        {t('inside', { name: first.name })}
      </h4>
      <ul className={styles['names']} aria-labelledby={headingId} data-selectable>
        {shown.map((path) => {
          const { folders, file } = splitName(path);
          return (
            <li key={path} className={styles['name']} title={path} dir="ltr">
              <span className={styles['folders']}>{folders}</span>
              {file}
            </li>
          );
        })}
      </ul>
      {isWhole && more > 0 && <p className={styles['more']}>{t('andMore', { count: more })}</p>}
    </div>
  );
}
