import { FileArchive, Folder } from 'lucide-react';
import type { ExportPreview } from '#shared/jobs.ts';
import { formatBytes } from '../../text/format.ts';
import { Badge } from '../../ui/badge.tsx';
import styles from './target-list.module.css';
import { t } from './texts.ts';

const SHOWN = 6;

/** The files that will be there afterwards. */
export function TargetList({ preview: { targets } }: { preview: ExportPreview }) {
  const more = targets.length - SHOWN;
  return (
    <ul className={styles['targets']}>
      {targets.slice(0, SHOWN).map(({ name, photos, sizeBytes, exists }) => (
        <li key={name} className={styles['target']}>
          {name.endsWith('.zip') ? <FileArchive /> : <Folder />}
          <span className={styles['name']} title={name}>
            {name}
          </span>
          {exists ? (
            <Badge tone="notice">{t('targetExists')}</Badge>
          ) : (
            <span className={styles['note']}>
              {t('targetNote', { count: photos, size: formatBytes(sizeBytes) })}
            </span>
          )}
        </li>
      ))}
      {more > 0 && <li className={styles['more']}>{t('moreTargets', { count: more })}</li>}
    </ul>
  );
}
