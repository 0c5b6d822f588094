import type { JobFailure } from '#shared/jobs.ts';

/** What failed of one person. */
export interface FailureGroup {
  person: string;
  team: string | null;
  /** Each reason once; `photos` is null where the whole session failed. */
  reasons: { message: string; photos: number | null }[];
}

/** Failures by person, in the order they came; the same reason is said once. */
export function groupFailures(failures: readonly JobFailure[]): FailureGroup[] {
  const groups = new Map<string, FailureGroup>();
  for (const { person, team, photoId, message } of failures) {
    const key = JSON.stringify([person, team]);
    const group = groups.get(key) ?? { person, team, reasons: [] };
    groups.set(key, group);
    const known = group.reasons.find(
      (reason) => reason.message === message && (reason.photos === null) === (photoId === null),
    );
    if (known === undefined) group.reasons.push({ message, photos: photoId === null ? null : 1 });
    else if (known.photos !== null) known.photos += 1;
  }
  return [...groups.values()];
}
