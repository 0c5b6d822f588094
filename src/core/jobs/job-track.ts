import type { JobKind } from '#shared/jobs.ts';

/**
 * What jobs do not stand in each other's way: one at a time is at work on each track, so that invites
 * need not wait for an hour of downloads, nor stop them.
 */
export const JOB_TRACKS = ['photos', 'people'] as const;
export type JobTrack = (typeof JOB_TRACKS)[number];

export function trackOf(kind: JobKind): JobTrack {
  return kind === 'invites' ? 'people' : 'photos';
}
