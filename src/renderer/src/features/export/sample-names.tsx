import { useId } from 'react';
import type { ExportPreview } from '#shared/jobs.ts';
import { nameLines } from './name-lines.ts';
import styles from './sample-names.module.css';
import { t } from './texts.ts';

const LINES_SHOWN = 8;

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
  const { lines, files } = nameLines(names, LINES_SHOWN);
  const more = first.photos - files;
  return (
    <div className={styles['sample']}>
      <h4 id={headingId} className={styles['where']}>
        {t('inside', { name: first.name })}
      </h4>
      <ul className={styles['names']} aria-labelledby={headingId} data-selectable>
        {lines.map((line) => (
          <li
            key={line.path}
            className={styles['name']}
            data-kind={line.kind}
            data-below={line.kind === 'file' && line.inFolder}
            title={line.path}
            dir="ltr"
          >
            {line.text}
          </li>
        ))}
      </ul>
      {isWhole && more > 0 && <p className={styles['more']}>{t('andMore', { count: more })}</p>}
    </div>
  );
}
