import { CloudDownload, MailPlus, Package, RefreshCw } from 'lucide-react';
import { useId } from 'react';
import type { Job, JobKind, JobState } from '#shared/jobs.ts';
import { useNow } from '../../state/use-now.ts';
import { formatAgo } from '../../text/format.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Progress } from '../../ui/progress.tsx';
import { ExportedFiles } from './exported-files.tsx';
import { FailureList, JobRetry } from './failure-list.tsx';
import { InviteResults } from './invite-results.tsx';
import { JobActions } from './job-actions.tsx';
import styles from './job-card.module.css';
import { JobNotes } from './job-notes.tsx';
import { hasBegun, hasEnded, jobShare } from './job-progress.ts';
import { jobTitle, paceText, stateText } from './job-words.ts';
import { PhaseList } from './phase-list.tsx';

const ICONS: Record<JobKind, typeof Package> = {
  sync: RefreshCw,
  download: CloudDownload,
  export: Package,
  invites: MailPlus,
};

const TONES: Record<JobState, Tone> = {
  waiting: 'neutral',
  running: 'accent',
  paused: 'notice',
  offline: 'notice',
  done: 'positive',
  failed: 'negative',
  cancelled: 'neutral',
};

interface JobCardProps {
  job: Job;
  /** Where it stands among those that wait; `index` is -1 for one that does not. */
  place: { index: number; count: number };
}

/** One job: what it is, where it stands, what came of it, and what can be done with it. */
export function JobCard({ job, place }: JobCardProps) {
  const titleId = useId();
  const now = useNow();
  const Icon = ICONS[job.kind];
  const ended = hasEnded(job);
  const title = jobTitle(job);
  const pace = job.state === 'running' ? paceText(job) : '';
  const partly = job.state === 'done' && job.failed > 0;

  return (
    <article className={styles['card']} aria-labelledby={titleId} data-state={job.state}>
      <header className={styles['header']}>
        <span className={styles['medal']}>
          <Icon />
        </span>
        <div className={styles['heading']}>
          <h4 id={titleId} className={styles['title']} title={title} dir="auto">
            {title}
          </h4>
          <p className={styles['status']}>
            <Badge dot tone={partly ? 'notice' : TONES[job.state]}>
              {stateText(job)}
            </Badge>
            <span className={styles['when']}>
              {ended ? job.endedAt !== null && formatAgo(job.endedAt, now) : pace}
            </span>
          </p>
        </div>
        <JobActions job={job} place={place} />
      </header>

      {!ended && hasBegun(job) && (
        <Progress
          label={title}
          value={jobShare(job)}
          look={job.state === 'running' ? 'normal' : 'quiet'}
        />
      )}
      {job.error !== null && (
        <p className={styles['error']} data-waits={!ended}>
          {job.error.message}
        </p>
      )}
      {!ended && hasBegun(job) && <PhaseList job={job} />}
      {job.notes && <JobNotes notes={job.notes} />}
      {job.exports.length > 0 && <ExportedFiles job={job} />}
      {job.kind === 'invites' && <InviteResults jobId={job.id} />}
      {job.failed > 0 && <FailureList job={job} />}
      {job.state === 'failed' && job.failed === 0 && job.kind !== 'invites' && (
        <JobRetry job={job} />
      )}
    </article>
  );
}
