import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { SendState } from '#shared/invites.ts';
import type { Job } from '#shared/jobs.ts';
import { useClient, useMirrors } from '../../state/desk-context.tsx';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { LineList } from './line-list.tsx';
import { ResultLine, stateWords } from './result-line.tsx';
import styles from './send-pane.module.css';
import { createResults, endedOf, sumOf } from './send-results.ts';
import { t } from './texts.ts';

const JOB_WORDS = {
  waiting: 'waiting',
  running: 'running',
  paused: 'paused',
  offline: 'offlineState',
  done: 'done',
  failed: 'failedState',
  cancelled: 'cancelled',
} as const satisfies Record<Job['state'], Parameters<typeof t>[0]>;

const JOB_TONES: Record<Job['state'], Tone> = {
  waiting: 'neutral',
  running: 'accent',
  paused: 'notice',
  offline: 'notice',
  done: 'positive',
  failed: 'negative',
  cancelled: 'neutral',
};

/** The last step: how sending goes on, and what became of every line. */
export function SendPane({ jobId }: { jobId: string }) {
  const client = useClient();
  const job = useMirrors(({ jobs }) => jobs.jobs.find(({ id }) => id === jobId) ?? null);
  const [results] = useState(() => createResults(client));
  const [state, setState] = useState<SendState | null>(null);
  const { latest, error, total } = useStore(results);
  const counts = latest?.counts ?? null;
  const progress = job?.phases.map(({ done, failed }) => done + failed).join() ?? '';

  useEffect(() => {
    results.show({ jobId, state });
    return results.stop;
  }, [results, jobId, state]);
  // Whatever moves the job has changed some of its lines.
  useEffect(() => {
    if (progress !== '' || job?.state !== undefined) results.refresh();
  }, [results, progress, job?.state]);

  const options = (['sent', 'already', 'failed', 'queued', 'unknown', 'cancelled'] as const).filter(
    (each) => (counts?.[each] ?? 0) > 0 || each === state,
  );
  return (
    <div className={styles['pane']}>
      <div className={styles['head']} role="status">
        {job !== null && (
          <Badge
            dot
            tone={job.failed > 0 && job.state === 'done' ? 'notice' : JOB_TONES[job.state]}
          >
            {t(JOB_WORDS[job.state])}
          </Badge>
        )}
        {counts !== null && (
          <span className={styles['count']}>
            {t('ended', { done: endedOf(counts), total: sumOf(counts) })}
          </span>
        )}
      </div>
      {counts !== null && (
        <Progress
          label={t('progress')}
          value={endedOf(counts) / Math.max(1, sumOf(counts))}
          look={job?.state === 'done' ? 'positive' : job?.state === 'running' ? 'normal' : 'quiet'}
        />
      )}
      {job !== null && job.error !== null && (
        <p className={styles['error']} role="alert">
          {job.error.message}
        </p>
      )}
      {options.length > 1 && counts !== null && (
        <div className={styles['filter']}>
          <Segmented
            label={t('results')}
            value={state ?? 'all'}
            options={[
              { value: 'all', label: t('showAll') },
              ...options.map((each) => ({
                value: each,
                label: `${stateWords(each)} ${counts[each]}`,
              })),
            ]}
            onChange={(next) => setState(next === 'all' ? null : next)}
          />
        </div>
      )}
      {error !== null ? (
        <p className={styles['error']} role="alert">
          {t('resultsFailed')}: {error.message}
        </p>
      ) : total === 0 && latest !== null ? (
        <p className={styles['count']}>{t('noneOfThese')}</p>
      ) : (
        <LineList label={t('results')} count={total} onSight={results.need}>
          {(index) => <ResultLine results={results} index={index} />}
        </LineList>
      )}
    </div>
  );
}
