import { ListChecks } from 'lucide-react';
import { useMirrors, useNavigation } from '../../state/desk-context.tsx';
import { Gauge } from '../../ui/gauge.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import styles from './activity-button.module.css';
import { jobShare } from './job-progress.ts';
import { jobTitle, progressSentence, stateText } from './job-words.ts';
import { t } from './texts.ts';

/** Opens the activity, and shows in a ring how far the current work is. */
export function ActivityButton() {
  const open = useNavigation((navigation) => navigation.activityOpen);
  const setOpen = useNavigation((navigation) => navigation.setActivityOpen);
  const job = useMirrors(
    ({ jobs }) =>
      jobs.jobs.find(({ state }) => state === 'running') ??
      jobs.jobs.find(({ state }) => state === 'offline' || state === 'paused') ??
      null,
  );
  const troubled = useMirrors(
    ({ jobs }) => jobs.jobs.filter(({ state, failed }) => state === 'failed' || failed > 0).length,
  );
  const isRunning = job?.state === 'running';
  const status =
    job === null
      ? null
      : (isRunning && progressSentence(job)) || `${jobTitle(job)}: ${stateText(job)}`;
  const label =
    status !== null
      ? t('openRunning', { status })
      : troubled > 0
        ? t('openFailed', { count: troubled })
        : t('open');

  return (
    <Tooltip label={label} keys="Mod+J" side="top">
      <button
        type="button"
        className={styles['button']}
        aria-label={label}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {job === null ? (
          <ListChecks className={styles['icon']} />
        ) : (
          <Gauge
            size="small"
            label={label}
            value={jobShare(job)}
            look={isRunning ? 'normal' : 'notice'}
          />
        )}
        {job === null && troubled > 0 && <span className={styles['dot']} />}
      </button>
    </Tooltip>
  );
}
