import type { Database } from './database.ts';
import { standInFor } from './paths.ts';

/** The tables whose rows say something of one photo of one model. */
const BY_PHOTO = ['files', 'marks', 'exported_files'] as const;

/**
 * Gives what was recovered from disk to the model it belongs to, now that its id is known: the files
 * are in their place already.
 */
export function replaceModelStandIn(db: Database, id: string): void {
  const standIn = standInFor(id);
  if (standIn === null || !db.get('SELECT 1 FROM models WHERE id = :standIn', { standIn })) return;
  for (const table of ['photos', ...BY_PHOTO]) {
    db.run(`UPDATE OR REPLACE ${table} SET model_id = :id WHERE model_id = :standIn`, {
      id,
      standIn,
    });
  }
  db.run('DELETE FROM models WHERE id = :standIn', { standIn });
}

/** The same for one photo. */
export function replacePhotoStandIn(
  db: Database,
  { modelId, id }: { modelId: string; id: string },
): void {
  const standIn = standInFor(id);
  if (standIn === null) return;
  const params = { modelId, id, standIn };
  const removed = db.run('DELETE FROM photos WHERE model_id = :modelId AND id = :standIn', params);
  if (removed === 0) return;
  for (const table of BY_PHOTO) {
    db.run(
      `UPDATE OR REPLACE ${table} SET photo_id = :id WHERE model_id = :modelId AND photo_id = :standIn`,
      params,
    );
  }
}
