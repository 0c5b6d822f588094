import type { JobFailure } from '#shared/jobs.ts';

/** What failed of one person. */
export interface FailureGroup {
  person: string;
  team: string | null;
  /** Whom an invite was for; null where photos failed. */
  email: string | null;
  /** Each reason once; `photos` is null where a whole session or an invite failed. */
  reasons: { message: string; photos: number | null }[];
}

/** Failures by person, in the order they came; the same reason is said once. */
export function groupFailures(failures: readonly JobFailure[]): FailureGroup[] {
  const groups = new Map<string, FailureGroup>();
  for (const failure of failures) {
    const { person, team, message } = failure;
    const { email, photoId } =
      'email' in failure
        ? { email: failure.email, photoId: null }
        : { email: null, photoId: failure.photoId };
    const key = JSON.stringify([person, team, email]);
    const group = groups.get(key) ?? { person, team, email, reasons: [] };
    groups.set(key, group);
    const known = group.reasons.find(
      (reason) => reason.message === message && (reason.photos === null) === (photoId === null),
    );
    if (known === undefined) group.reasons.push({ message, photos: photoId === null ? null : 1 });
    else if (known.photos !== null) known.photos += 1;
  }
  return [...groups.values()];
}
