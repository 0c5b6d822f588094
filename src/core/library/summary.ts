import { LIFECYCLES, type Lifecycle } from '#shared/domain.ts';
import type { LibrarySummary } from '#shared/window.ts';
import { readCredits } from '../organization/credits.ts';
import type { Turns } from '../turns.ts';
import type { Database } from './database.ts';
import { libraryTotals, listTeams } from './people.ts';
import { HAS_FAVORITE, HAS_PICKS } from './people-query.ts';

const DAY_MS = 86_400_000;

/** From this age on, photos that are not on disk are pointed out: HeadshotPro may delete at 30 days. */
const NOTICE_DAYS = 23;

/** The library in the numbers of the sidebar and the status bar; null before the first sync. */
export function* summarizeLibrary(
  db: Database,
  { nowMs, lowCredits }: { nowMs: number; lowCredits: number },
): Turns<LibrarySummary | null> {
  const totals = libraryTotals(db);
  if (totals === null) return null;
  yield;
  const teams = listTeams(db);
  yield;
  const lifecycles = Object.fromEntries(LIFECYCLES.map((name) => [name, 0])) as Record<
    Lifecycle,
    number
  >;
  for (const { lifecycle, n } of db.all<{ lifecycle: Lifecycle; n: number }>(
    'SELECT lifecycle, COUNT(*) AS n FROM people GROUP BY lifecycle',
  )) {
    lifecycles[lifecycle] = n;
  }
  const count = (condition: string) =>
    db.get<{ n: number }>(`SELECT COUNT(*) AS n FROM people WHERE ${condition}`)?.n ?? 0;
  const favorites = count(HAS_FAVORITE);
  yield;
  const picks = count(HAS_PICKS);
  const credits = readCredits(db, lowCredits);
  const retention = retentionNotice(db, nowMs);
  return { totals, teams, lifecycles, favorites, picks, credits, retention };
}

/** What may be deleted upstream before it was ever downloaded. A shoot's photos are as old as its end. */
function retentionNotice(db: Database, nowMs: number): LibrarySummary['retention'] {
  const row = db.get<{ photos: number; people: number; oldest: string | null }>(
    `SELECT COALESCE(SUM(photo_count - stored_count), 0) AS photos,
       COUNT(DISTINCT person_id) AS people, MIN(COALESCE(finished_at, created_at)) AS oldest
     FROM models WHERE stored_count < photo_count AND gone_at IS NULL
       AND COALESCE(finished_at, created_at) <= :since`,
    { since: new Date(nowMs - NOTICE_DAYS * DAY_MS).toISOString() },
  );
  if (!row?.oldest || row.photos === 0) return null;
  const oldestDays = Math.floor((nowMs - Date.parse(row.oldest)) / DAY_MS);
  return { photos: row.photos, people: row.people, oldestDays };
}
