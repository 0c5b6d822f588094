import type { PhotoFailure } from '#shared/jobs.ts';
import type { Database } from '../library/database.ts';
import { modelOwner } from '../library/model-owner.ts';
import type { SyncReport } from './run.ts';

/** The sessions whose photos could not be listed, by person. */
export function listingFailures(
  db: Database,
  { failed }: Pick<SyncReport, 'failed'>,
): PhotoFailure[] {
  return failed.map(({ modelId, code, message }) => {
    return { ...modelOwner(db, modelId), modelId, photoId: null, code, message };
  });
}
