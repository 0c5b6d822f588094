import { Pause, Play } from 'lucide-react';
import type { Job } from '#shared/jobs.ts';
import { useAttempt, useClient, useMirrors } from '../../state/desk-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/progress.tsx';
import styles from './removal-dialog.module.css';
import { t } from './texts.ts';

/** How far the download has come of what would be lost; it can rest, and be given up. */
export function RemovalDownload({ jobId }: { jobId: string }) {
  const client = useClient();
  const attempt = useAttempt();
  const job = useMirrors(({ jobs }) => jobs.jobs.find(({ id }) => id === jobId));
  const phase = job?.phases.find((each) => each.phase === 'download');
  const { done = 0, failed = 0, total = null } = phase ?? {};
  const isPaused = job?.state === 'paused';
  return (
    <div className={styles['fetching']}>
      <p role="status">{wordsOf(job?.state)}</p>
      <div className={styles['progress']}>
        <Progress
          label={t('downloadProgress')}
          value={total === null || total === 0 ? null : (done + failed) / total}
          look={isPaused || job?.state === 'offline' ? 'quiet' : 'normal'}
        />
        <span className={styles['count']}>
          {total === null ? null : t('downloadedOf', { done, total })}
        </span>
      </div>
      {job?.error && <p className={styles['about']}>{job.error.message}</p>}
      <div className={styles['acts']}>
        {isPaused ? (
          <Button icon={Play} onClick={() => void attempt(() => client.jobs.resume({ jobId }))}>
            {t('resume')}
          </Button>
        ) : (
          <Button icon={Pause} onClick={() => void attempt(() => client.jobs.pause({ jobId }))}>
            {t('pause')}
          </Button>
        )}
        <Button look="plain" onClick={() => void attempt(() => client.jobs.cancel({ jobId }))}>
          {t('cancelDownload')}
        </Button>
      </div>
    </div>
  );
}

function wordsOf(state: Job['state'] | undefined): string {
  if (state === 'paused') return t('downloadPaused');
  if (state === 'offline') return t('downloadOffline');
  return t(state === 'running' ? 'downloading' : 'downloadWaits');
}
