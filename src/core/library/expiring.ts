import type { LibrarySummary } from '#shared/window.ts';
import type { Database } from './database.ts';

const DAY_MS = 86_400_000;

/** From this age on, photos that are not on disk are pointed out: HeadshotPro may delete at 30 days. */
const NOTICE_DAYS = 23;

/**
 * Sessions with photos that may be deleted upstream before they were ever downloaded: what somebody has
 * removed from this disk was. A session's photos are as old as its end.
 */
const EXPIRING = `FROM models WHERE gone_at IS NULL
  AND photo_count - stored_count - removed_count > 0
  AND COALESCE(finished_at, created_at) <= :since`;

/** What nears 30 days and is not on disk; null where there is nothing of the kind. */
export function retentionNotice(db: Database, nowMs: number): LibrarySummary['retention'] {
  const row = db.get<{ photos: number; people: number; oldest: string | null }>(
    `SELECT COALESCE(SUM(photo_count - stored_count - removed_count), 0) AS photos,
       COUNT(DISTINCT person_id) AS people, MIN(COALESCE(finished_at, created_at)) AS oldest
     ${EXPIRING}`,
    { since: since(nowMs) },
  );
  if (!row?.oldest) return null;
  const oldestDays = Math.floor((nowMs - Date.parse(row.oldest)) / DAY_MS);
  return { photos: row.photos, people: row.people, oldestDays };
}

/** The sessions that {@link retentionNotice} counts, by id. */
export function expiringModels(db: Database, nowMs: number): string[] {
  return db
    .all<{ id: string }>(`SELECT id ${EXPIRING} ORDER BY id`, { since: since(nowMs) })
    .map(({ id }) => id);
}

function since(nowMs: number): string {
  return new Date(nowMs - NOTICE_DAYS * DAY_MS).toISOString();
}
