import type { Credits } from '#shared/campaign.ts';
import { INVITES_PER_CREDIT } from '../invites/check.ts';
import type { Database } from '../library/database.ts';

/** What there is to spend, as of the last sync. `warnBelow`: credits; 0 for no warning. */
export function readCredits(db: Database, warnBelow: number): Credits {
  const left = db.get<{ credits: number | null }>('SELECT credits FROM organization')?.credits;
  const open = db.get<{ n: number }>(
    "SELECT COUNT(*) AS n FROM invites WHERE status = 'pending' AND gone_at IS NULL",
  );
  return {
    left: left ?? null,
    pendingInvites: open?.n ?? 0,
    cap: left === null || left === undefined ? null : left * INVITES_PER_CREDIT,
    low: typeof left === 'number' && left < warnBelow,
  };
}
