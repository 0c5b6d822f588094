import { FileArchive, FolderClosed, FolderOpen, RotateCcw } from 'lucide-react';
import type { Job } from '#shared/jobs.ts';
import { useAttempt, useClient } from '../../state/desk-context.tsx';
import { formatBytes } from '../../text/format.ts';
import { Button } from '../../ui/button.tsx';
import styles from './exported-files.module.css';
import { t } from './texts.ts';

const SHOWN = 4;

/** The files an export made, and the ways to them. */
export function ExportedFiles({ job: { id: jobId, exports } }: { job: Job }) {
  const client = useClient();
  const attempt = useAttempt();
  const count = exports.reduce((sum, { photos }) => sum + photos, 0);
  const size = formatBytes(exports.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
  const more = exports.length - SHOWN;

  return (
    <div className={styles['made']}>
      <ul className={styles['files']}>
        {exports.slice(0, SHOWN).map(({ path }) => {
          const name = baseName(path);
          return (
            <li key={path} className={styles['file']} title={path}>
              {name.endsWith('.zip') ? <FileArchive /> : <FolderClosed />}
              <span className={styles['name']}>{name}</span>
            </li>
          );
        })}
        {more > 0 && <li className={styles['more']}>+ {t('filesMade', { count: more })}</li>}
      </ul>
      <p className={styles['sum']}>{t('photosIn', { count, size })}</p>
      <div className={styles['actions']}>
        <Button icon={FolderOpen} onClick={() => void attempt(() => client.jobs.reveal({ jobId }))}>
          {t('reveal')}
        </Button>
        <Button
          look="plain"
          icon={RotateCcw}
          onClick={() => void attempt(() => client.jobs.again({ jobId }))}
        >
          {t('again')}
        </Button>
      </div>
    </div>
  );
}

/** The last part of a path of any system. */
function baseName(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? path;
}
