import { LIFECYCLES, type Lifecycle } from '#shared/domain.ts';
import type { LibrarySummary } from '#shared/window.ts';
import { readCredits } from '../organization/credits.ts';
import type { Database } from './database.ts';
import { retentionNotice } from './expiring.ts';
import { libraryTotals, listTeams } from './people.ts';
import { HAS_FAVORITE, HAS_PICKS } from './people-query.ts';

/** The library in the numbers of the sidebar and the status bar; null before the first sync. */
export function summarizeLibrary(
  db: Database,
  { nowMs, lowCredits }: { nowMs: number; lowCredits: number },
): LibrarySummary | null {
  const totals = libraryTotals(db);
  if (totals === null) return null;
  const teams = listTeams(db);
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
  const picks = count(HAS_PICKS);
  const credits = readCredits(db, lowCredits);
  const retention = retentionNotice(db, nowMs);
  return { totals, teams, lifecycles, favorites, picks, credits, retention };
}
