import type { Team } from '#shared/domain.ts';
import type { Database } from './database.ts';
import type { MirrorPorts } from './mirror-ports.ts';
import { foldText } from './text-keys.ts';

/** Somebody or something that may be in a team, and how the row that says so calls the team. */
interface TeamNaming {
  teamId: string | null;
  teamName: string | null;
}

/** The part of the mirror that is about the list of teams. */
export function mirrorTeams({ db, pass }: MirrorPorts) {
  return {
    teams(teams: readonly Team[]): void {
      db.transaction(() => {
        for (const { id, name } of teams) {
          db.run(
            `INSERT INTO teams (id, name, sort_key, seen_pass) VALUES (:id, :name, :sortKey, :pass)
             ON CONFLICT (id) DO UPDATE SET name = :name, sort_key = :sortKey, seen_pass = :pass,
               gone_at = NULL`,
            { id, name, sortKey: foldText(name), pass: pass() },
          );
        }
      });
    },
  };
}

/**
 * Takes in the teams that people's own rows name: the list of teams may lack some, or not be given
 * at all. What the list said of a team in this pass stands.
 */
export function takeNamedTeams(db: Database, rows: readonly TeamNaming[], pass: number): void {
  const named = new Map<string, string>();
  for (const { teamId, teamName } of rows) {
    if (teamId !== null && teamName !== null) named.set(teamId, teamName);
  }
  for (const [id, name] of named) {
    db.run(
      `INSERT INTO teams (id, name, sort_key, seen_pass) VALUES (:id, :name, :sortKey, :pass)
       ON CONFLICT (id) DO UPDATE SET name = :name, sort_key = :sortKey, seen_pass = :pass,
         gone_at = NULL
       WHERE seen_pass < :pass`,
      { id, name, sortKey: foldText(name), pass },
    );
  }
}
