import type { Database } from '../library/database.ts';
import { modelOwner } from '../library/model-owner.ts';
import type { SyncReport } from './run.ts';

/** What a sync did without, which is no failure. */
export type SyncGaps = Pick<SyncReport, 'skipped' | 'incomplete'>;

/** Sessions named one by one. */
const NAMED = 20;

/** What a sync did without, in sentences: somebody may miss it. */
export function syncNotes(db: Database, { skipped, incomplete }: SyncGaps): string[] {
  const rest = incomplete.length - NAMED;
  return [
    ...skipped.map((list) => `HeadshotPro does not give this key the list of ${list}.`),
    ...incomplete
      .slice(0, NAMED)
      .map(
        ({ modelId, listed, counted }) =>
          `${modelOwner(db, modelId).person}: HeadshotPro counts ${counted} photos but lists ${listed}.`,
      ),
    ...(rest > 0 ? [`And ${rest} more sessions like that.`] : []),
  ];
}
