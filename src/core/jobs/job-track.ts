import type { JobKind } from '#shared/jobs.ts';

/**
 * What jobs do not stand in each other's way: one at a time is at work on each track, so that invites
 * need not wait for an hour of downloads, nor stop them.
 */
export type JobTrack = 'photos' | 'people';

export function trackOf(kind: JobKind): JobTrack {
  return kind === 'invites' ? 'people' : 'photos';
}
