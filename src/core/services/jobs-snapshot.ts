import type { Budget, Job } from '#shared/jobs.ts';
import type { DeskSession } from '../session/session.ts';

const NO_BUDGET: Budget = { limit: 0, usedLastMinute: 0, remaining: 0, pausedUntil: null };

/** All jobs and the API allowance, as they are now; empty where no library is open. */
export function jobsSnapshot(session: DeskSession): { jobs: Job[]; budget: Budget } {
  const place = session.openPlace();
  if (!place) return { jobs: [], budget: NO_BUDGET };
  const { limit, usedLastMinute, remaining, pausedUntilMs } = place.api.budget();
  return {
    jobs: place.work?.jobs.list() ?? [],
    budget: {
      limit,
      usedLastMinute,
      remaining,
      pausedUntil: pausedUntilMs === null ? null : new Date(pausedUntilMs).toISOString(),
    },
  };
}
