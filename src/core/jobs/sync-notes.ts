import type { Database } from '../library/database.ts';
import type { SyncReport } from '../sync/sync.ts';

/** Sessions named one by one. */
const NAMED = 20;

/** What a sync did without, in sentences: no failure, but somebody may miss it. */
export function syncNotes(db: Database, { skipped, incomplete }: SyncReport): string[] {
  const personOf = (modelId: string) =>
    db.get<{ person: string }>(
      `SELECT COALESCE(people.name, people.email, models.id) AS person
       FROM models LEFT JOIN people ON people.id = models.person_id WHERE models.id = :modelId`,
      { modelId },
    )?.person ?? modelId;
  const rest = incomplete.length - NAMED;
  return [
    ...skipped.map((list) => `HeadshotPro does not give this key the list of ${list}.`),
    ...incomplete
      .slice(0, NAMED)
      .map(
        ({ modelId, listed, counted }) =>
          `${personOf(modelId)}: HeadshotPro counts ${counted} photos but lists ${listed}.`,
      ),
    ...(rest > 0 ? [`And ${rest} more sessions like that.`] : []),
  ];
}
