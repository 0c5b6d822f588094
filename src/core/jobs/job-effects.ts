import type { Job, JobPhase } from '#shared/jobs.ts';
import type { Phase } from '#shared/progress.ts';
import type { Desktop, Log } from '../ports.ts';

/** Only work that took this long is worth a notification. */
const LONG_MS = 10_000;

/** About how much of a job each phase is, for the one bar of the taskbar. */
const WEIGHTS: Record<Phase, number> = { list: 1, download: 6, zip: 2, verify: 1, invite: 1 };

/** What jobs do to the desktop: the taskbar's progress, no sleep while they work, a word at the end. */
export function createJobEffects(
  desktop: Pick<Desktop, 'showProgress' | 'keepAwake' | 'notify'>,
  log: Log,
) {
  let shown: number | null = null;
  let awake = false;

  return {
    show(jobs: readonly Job[]): void {
      const running = jobs.filter(({ state }) => state === 'running');
      const fraction = fractionOf(running.flatMap(({ phases }) => phases));
      if (fraction !== shown) desktop.showProgress(fraction);
      shown = fraction;
      if (running.length > 0 !== awake) desktop.keepAwake(!awake);
      awake = running.length > 0;
    },

    tellEnd(job: Job, tookMs: number): void {
      if (tookMs < LONG_MS) return;
      try {
        desktop.notify(titleOf(job), bodyOf(job));
      } catch (error) {
        log.warn('a notification could not be shown', { error: String(error) });
      }
    },
  };
}

/** 0 to 1, in whole percents, so that the taskbar is not bothered with less; null where nothing runs. */
function fractionOf(phases: readonly JobPhase[]): number | null {
  if (phases.length === 0) return null;
  let all = 0;
  let done = 0;
  for (const { phase, done: count, total } of phases) {
    all += WEIGHTS[phase];
    if (total !== null) done += WEIGHTS[phase] * (total === 0 ? 1 : Math.min(1, count / total));
  }
  return Math.round((done / all) * 100) / 100;
}

const NAMES: Record<Job['kind'], string> = {
  sync: 'Sync',
  download: 'Download',
  export: 'Export',
  invites: 'Invites',
};

function titleOf({ kind, state }: Job): string {
  return `${NAMES[kind]} ${state === 'done' ? 'finished' : 'failed'}`;
}

function bodyOf({ label, error, failed }: Job): string {
  if (error) return `${label}: ${error.message}`;
  return failed === 0 ? label : `${label}. ${failed} failed: see Activity.`;
}
