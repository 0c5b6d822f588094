import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { RemovalTarget } from '#shared/organization.ts';
import { useAttempt, useClient, useMirrors } from '../../state/desk-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import styles from './removal-dialog.module.css';
import { t } from './texts.ts';

interface PhotosAtRiskProps {
  target: RemovalTarget;
  /** Photos that are only at HeadshotPro. */
  missing: number;
  losePhotos: boolean;
  onLosePhotos: (lose: boolean) => void;
  /** The download has come to its end: look again what is missing. */
  onEnded: () => void;
}

/** Offers to fetch what would be lost, or to lose it knowingly. */
export function PhotosAtRisk({
  target,
  missing,
  losePhotos,
  onLosePhotos,
  onEnded,
}: PhotosAtRiskProps) {
  const client = useClient();
  const attempt = useAttempt();
  const [jobId, setJobId] = useState<string | null>(null);
  const job = useMirrors(({ jobs }) => jobs.jobs.find(({ id }) => id === jobId) ?? null);
  const ended = job !== null && job.endedAt !== null;
  const told = useRef(onEnded);
  told.current = onEnded;
  useEffect(() => {
    if (ended) told.current();
  }, [ended]);

  const phase = job?.phases.find((each) => each.phase === 'download');
  const { done = 0, total = null } = phase ?? {};
  return (
    <div className={styles['risk']}>
      <Button
        icon={Download}
        busy={jobId !== null && !ended}
        onClick={() =>
          void attempt(async () => setJobId((await client.removals.download(target)).id))
        }
      >
        {jobId !== null && !ended ? t('downloading', { done, total: total ?? '…' }) : t('download')}
      </Button>
      {ended && <p role="status">{t('downloadEnded')}</p>}
      <Checkbox
        label={t('lose', { count: missing })}
        checked={losePhotos}
        onChange={onLosePhotos}
      />
    </div>
  );
}
