import type { Organization } from '#shared/domain.ts';
import { AppError } from '#shared/errors.ts';
import type { Database } from './database.ts';
import { mirrorFavorites } from './mirror-favorites.ts';
import { mirrorLists } from './mirror-lists.ts';
import { mirrorPeople } from './mirror-people.ts';
import { mirrorPhotos } from './mirror-photos.ts';
import type { MirrorPorts } from './mirror-ports.ts';
import { mirrorTeams } from './mirror-teams.ts';

/** Writes what the API says into the catalogue. Nothing is ever deleted: the gone are marked. */
export type Mirror = ReturnType<typeof createMirror>;

export function createMirror(db: Database, now: () => string) {
  let current = 0;
  const ports: MirrorPorts = { db, now, pass: () => current };

  return {
    /**
     * Starts a pass: what it does not see can be swept afterwards. `other_organization` when the
     * library belongs to another one: two are never mixed.
     */
    begin({ uid, name, website }: Organization): void {
      const owner = db.get<{ uid: string }>('SELECT uid FROM organization')?.uid;
      if (owner !== undefined && owner !== uid) {
        throw new AppError(
          'other_organization',
          'This key belongs to another organization than the library. Nothing was changed.',
        );
      }
      db.run(
        `INSERT INTO organization (uid, name, website, sync_pass) VALUES (:uid, :name, :website, 1)
         ON CONFLICT (uid) DO UPDATE SET name = :name, website = :website, sync_pass = sync_pass + 1`,
        { uid, name, website },
      );
      current = db.get<{ pass: number }>('SELECT sync_pass AS pass FROM organization')?.pass ?? 1;
    },

    credits(credits: number): void {
      db.run('UPDATE organization SET credits = :credits', { credits });
    },

    /** Marks the pass as complete. */
    end(): void {
      db.run('UPDATE organization SET synced_at = :now', { now: now() });
    },

    ...mirrorTeams(ports),
    ...mirrorPeople(ports),
    ...mirrorPhotos(ports),
    ...mirrorFavorites(ports),
    ...mirrorLists(ports),
  };
}
