import { useState } from 'react';
import type { Job } from '#shared/jobs.ts';
import { useAttempt, useClient, useMirrors } from '../../state/desk-context.tsx';
import { isOffline } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { t } from './texts.ts';

/** Steers the job that sends: stop for a while, go on, send no more, try again what failed. */
export function SendActions({ jobId, onRetry }: { jobId: string; onRetry: (job: Job) => void }) {
  const client = useClient();
  const attempt = useAttempt();
  const job = useMirrors(({ jobs }) => jobs.jobs.find(({ id }) => id === jobId) ?? null);
  const offline = useMirrors(isOffline);
  const [asking, setAsking] = useState(false);
  if (job === null) return null;
  const { state, failed } = job;
  const isOpen = state === 'running' || state === 'waiting' || state === 'offline';
  return (
    <>
      {(isOpen || state === 'paused') && (
        <Button look="plain" onClick={() => setAsking(true)}>
          {t('cancelSending')}
        </Button>
      )}
      {isOpen && (
        <Button onClick={() => void attempt(() => client.jobs.pause({ jobId }))}>
          {t('pause')}
        </Button>
      )}
      {state === 'paused' && (
        <Button onClick={() => void attempt(() => client.jobs.resume({ jobId }))}>
          {t('resume')}
        </Button>
      )}
      {!isOpen && state !== 'paused' && failed > 0 && (
        <Button
          disabled={offline}
          onClick={() =>
            void attempt(() => client.jobs.retryFailed({ jobId })).then(
              (again) => again !== null && onRetry(again),
            )
          }
        >
          {t('retryFailed', { count: failed })}
        </Button>
      )}
      {asking && (
        <Confirm
          title={t('cancelTitle')}
          confirmLabel={t('cancelSending')}
          cancelLabel={t('keepSending')}
          danger
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            void attempt(() => client.jobs.cancel({ jobId }));
          }}
        >
          {t('cancelText')}
        </Confirm>
      )}
    </>
  );
}
