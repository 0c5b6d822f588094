import { FileArchive, Folder } from 'lucide-react';
import type { ExportPreview } from '#shared/jobs.ts';
import { formatBytes } from '../../text/format.ts';
import { Badge } from '../../ui/badge.tsx';
import styles from './target-list.module.css';
import { t } from './texts.ts';

const SHOWN = 6;

interface TargetListProps {
  preview: ExportPreview;
  /** Whether all photos go in; of a part nobody knows yet which file it is in. */
  isWhole: boolean;
}

/** The files that will be there afterwards. */
export function TargetList({ preview: { targets }, isWhole }: TargetListProps) {
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
            isWhole && (
              <span className={styles['note']}>
                {t('targetNote', { count: photos, size: formatBytes(sizeBytes) })}
              </span>
            )
          )}
        </li>
      ))}
      {more > 0 && <li className={styles['more']}>{t('moreTargets', { count: more })}</li>}
    </ul>
  );
}
