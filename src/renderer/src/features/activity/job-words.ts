import type { Job, JobPhase } from '#shared/jobs.ts';
import type { Phase } from '#shared/progress.ts';
import { formatDuration, formatRate } from '../../text/format.ts';
import { currentPhase } from './job-progress.ts';
import { t } from './texts.ts';

/** A phase as a step: `Download`. */
export function phaseName(phase: Phase): string {
  return t(`${phase}Phase`);
}

/** A phase as what is going on: `Downloading`. */
export function phaseActivity(phase: Phase): string {
  switch (phase) {
    case 'list':
      return t('listing');
    case 'download':
      return t('downloading');
    case 'zip':
      return t('zipping');
    case 'verify':
      return t('verifying');
    case 'invite':
      return t('inviting');
  }
}

/** `34 of 120`, or as much of it as is known. */
export function countText({ done, failed, total }: JobPhase): string {
  if (total === null) return done > 0 ? t('countOf', { done, total: '…' }) : '';
  return t('countOf', { done: done + failed, total });
}

/** What a job is called. The core's label of a sync says how much of it, which nobody has to know. */
export function jobTitle({ kind, label }: Pick<Job, 'kind' | 'label'>): string {
  return kind === 'sync' ? t('syncTitle') : label;
}

/** A job's state in a word or two. */
export function stateText(job: Job): string {
  if (job.state === 'done' && job.failed > 0) return t('doneWithFailures', { count: job.failed });
  if (job.state === 'running') {
    const phase = currentPhase(job);
    return phase === null ? t('running') : phaseActivity(phase.phase);
  }
  return t(job.state);
}

/** Rate and time left, as far as they can be told. */
export function paceText({ bytesPerSecond, etaMs }: Job): string {
  const parts = [
    ...(bytesPerSecond === null ? [] : [formatRate(bytesPerSecond)]),
    ...(etaMs === null ? [] : [t('timeLeft', { time: formatDuration(etaMs) })]),
  ];
  return parts.join(' · ');
}

/** What a screen reader is told of a running job, in one sentence. */
export function progressSentence(job: Job): string {
  const phase = currentPhase(job);
  if (phase === null) return '';
  const words = { label: jobTitle(job), phase: phaseActivity(phase.phase) };
  if (phase.total === null) return t('saidStart', words);
  return t('saidPhase', { ...words, done: phase.done + phase.failed, total: phase.total });
}
