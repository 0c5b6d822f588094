import type { Job, JobPhase } from '#shared/jobs.ts';
import type { Phase } from '#shared/progress.ts';

/** Where a phase stands. */
export type PhaseState = 'done' | 'current' | 'next';

const ENDED: readonly Job['state'][] = ['done', 'failed', 'cancelled'];

export function hasEnded({ state }: Pick<Job, 'state'>): boolean {
  return ENDED.includes(state);
}

/** Whether a job has done anything yet. */
export function hasBegun({ state, phases }: Pick<Job, 'state' | 'phases'>): boolean {
  return state === 'running' || phases.some(({ done, failed }) => done + failed > 0);
}

/** What has ended, without the many syncs that went well: the latest of them says it for all. */
export function historyOf<J extends Pick<Job, 'kind' | 'state' | 'failed'>>(
  jobs: readonly J[],
): J[] {
  const isRoutine = ({ kind, state, failed }: J) =>
    kind === 'sync' && state === 'done' && failed === 0;
  const latest = jobs.find(isRoutine);
  return jobs.filter((job) => hasEnded(job) && (!isRoutine(job) || job === latest));
}

/** The phase a job is in: the first that is not through; null when all are, or it is over. */
export function currentPhase(job: Pick<Job, 'state' | 'phases'>): JobPhase | null {
  if (hasEnded(job)) return null;
  return job.phases.find((phase) => !isThrough(phase)) ?? null;
}

/** Each phase with where it stands; of a job that ended early nothing is `current` any more. */
export function phaseStates(
  job: Pick<Job, 'state' | 'phases'>,
): { phase: JobPhase; state: PhaseState }[] {
  const current = currentPhase(job);
  const at = current === null ? -1 : job.phases.indexOf(current);
  return job.phases.map((phase, index) => {
    if (index === at) return { phase, state: 'current' };
    if (at < 0) return { phase, state: job.state === 'done' || isThrough(phase) ? 'done' : 'next' };
    return { phase, state: index < at ? 'done' : 'next' };
  });
}

/** How far a phase is, 0 to 1; null while its total is not known. */
export function phaseShare({ done, failed, total }: JobPhase): number | null {
  if (total === null) return null;
  return total === 0 ? 1 : Math.min(1, (done + failed) / total);
}

/** About how much of a job each phase is. */
const WEIGHTS: Record<Phase, number> = { list: 1, download: 6, zip: 2, verify: 1, invite: 1 };

/** How far a whole job is, 0 to 1, phases weighed by how long they take. */
export function jobShare({ phases }: Pick<Job, 'phases'>): number {
  let all = 0;
  let done = 0;
  for (const phase of phases) {
    all += WEIGHTS[phase.phase];
    done += WEIGHTS[phase.phase] * (phaseShare(phase) ?? 0);
  }
  return all === 0 ? 0 : done / all;
}

function isThrough({ done, failed, total }: JobPhase): boolean {
  return total !== null && done + failed >= total;
}
