import type { Job } from '#shared/jobs.ts';
import { hasEnded } from './job-progress.ts';
import { t } from './texts.ts';

/** Jobs that ended between two snapshots; what had ended when the first was taken is old news. */
export function endedBetween(before: readonly Job[], after: readonly Job[]): Job[] {
  const known = new Map(before.map((job) => [job.id, job]));
  return after.filter((job) => {
    const then = known.get(job.id);
    return hasEnded(job) && (then === undefined || !hasEnded(then));
  });
}

/** What is said when a job ends by itself; null where nobody has to know. */
export function endingText({ kind, state, label, failed, error, exports }: Job): string | null {
  if (state === 'failed') {
    // A sync that failed is said by the banner, or tried again at the next start.
    if (kind === 'sync') return null;
    return error === null
      ? t('jobFailedPlain', { label })
      : t('jobFailed', { label, reason: error.message });
  }
  if (state !== 'done' || kind === 'sync') return null;
  if (kind === 'invites') {
    return failed > 0
      ? t('invitesDoneFailed', { label, count: failed })
      : t('invitesDone', { label });
  }
  if (failed > 0) return t('doneFailed', { label, count: failed });
  if (kind === 'download') return t('downloadDone', { label });
  return t('exportDone', { label, count: exports.reduce((sum, { photos }) => sum + photos, 0) });
}
