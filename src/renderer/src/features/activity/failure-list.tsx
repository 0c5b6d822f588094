import { RotateCcw } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Job } from '#shared/jobs.ts';
import { useAttempt, useClient } from '../../state/desk-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { type FailureGroup, groupFailures } from './failure-groups.ts';
import styles from './failure-list.module.css';
import { hasEnded } from './job-progress.ts';
import { t } from './texts.ts';

/** What failed and why, by person; asked for when somebody wants to know. */
export function FailureList({ job }: { job: Job }) {
  const client = useClient();
  const attempt = useAttempt();
  const [open, setOpen] = useState(false);
  const [groups, setGroups] = useState<FailureGroup[] | null>(null);
  const { id: jobId, failed } = job;

  useEffect(() => {
    // `failed` is not read, but a new number means new failures.
    if (!open || failed === 0) return;
    let current = true;
    void attempt(() => client.jobs.failures({ jobId })).then((failures) => {
      if (current && failures !== null) setGroups(groupFailures(failures));
    });
    return () => {
      current = false;
    };
  }, [open, jobId, failed, client, attempt]);

  return (
    <div className={styles['failures']}>
      <Disclosure
        summary={t(job.kind === 'invites' ? 'invitesFailed' : 'failures', { count: failed })}
        tone="negative"
        open={open}
        onToggle={setOpen}
      >
        {groups === null ? (
          <p className={styles['pending']}>{t('failuresLoading')}</p>
        ) : (
          <ul className={styles['people']}>
            {groups.map(({ person, team, email, reasons }) => (
              <li key={`${person}/${team ?? ''}/${email ?? ''}`}>
                <p className={styles['person']} dir="auto">
                  {person}{' '}
                  <span className={styles['team']}>
                    {email !== null && email !== person && `${email} · `}
                    {team ?? t('unknownTeam')}
                  </span>
                </p>
                {reasons.map(({ message, photos }) => (
                  <p key={`${message}${photos ?? ''}`} className={styles['reason']}>
                    {message}{' '}
                    {email === null && (
                      <span className={styles['team']}>
                        {photos === null
                          ? t('failureSession')
                          : t('failureCount', { count: photos })}
                      </span>
                    )}
                  </p>
                ))}
              </li>
            ))}
          </ul>
        )}
      </Disclosure>
      {hasEnded(job) && (
        <Button
          icon={RotateCcw}
          className={styles['retry']}
          onClick={() => void attempt(() => client.jobs.retryFailed({ jobId }))}
        >
          {t('retry')}
        </Button>
      )}
    </div>
  );
}

/** For a job that failed as a whole: once more from where it stopped. */
export function JobRetry({ job: { id: jobId } }: { job: Job }) {
  const client = useClient();
  const attempt = useAttempt();
  return (
    <Button
      icon={RotateCcw}
      className={styles['retry']}
      onClick={() => void attempt(() => client.jobs.again({ jobId }))}
    >
      {t('tryAgain')}
    </Button>
  );
}
