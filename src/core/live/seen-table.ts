import { createHash } from 'node:crypto';
import { type EventMemory, eventKey } from '../headshotpro/webhook.ts';
import type { Database } from '../library/database.ts';

/** HeadshotPro sends an event again for up to an hour and a half (reference §10.4). */
const REMEMBERED_MS = 24 * 3_600_000;
/**
 * Without an id the same thing may truly happen again, such as another choice of a favorite: known for
 * as long as its signature would pass, before and after its time.
 */
const REMEMBERED_WITHOUT_ID_MS = 2 * 300_000;

/** The events that came, in the catalogue: one that is sent again after a restart is known, too. */
export function createSeenTable(db: Database, now: () => number): EventMemory {
  return {
    add(event) {
      const nowMs = now();
      const untilMs = nowMs + (event.id === null ? REMEMBERED_WITHOUT_ID_MS : REMEMBERED_MS);
      // As a hash: a key may be as long as its sender likes.
      const key = createHash('sha256').update(eventKey(event)).digest('base64');
      return db.transaction(() => {
        db.run('DELETE FROM webhooks_seen WHERE until_ms < :nowMs', { nowMs });
        const added = db.run(
          'INSERT OR IGNORE INTO webhooks_seen (key, until_ms) VALUES (:key, :untilMs)',
          { key, untilMs },
        );
        return added > 0;
      });
    },
  };
}
