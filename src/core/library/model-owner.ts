import type { Database } from './database.ts';

/** Whose a session is, in words: by name, else by e-mail, else by the session's own id. */
export function modelOwner(db: Database, modelId: string): { person: string; team: string | null } {
  const owner = db.get<{ person: string; team: string | null }>(
    `SELECT COALESCE(people.name, people.email, models.id) AS person, teams.name AS team
     FROM models LEFT JOIN people ON people.id = models.person_id
     LEFT JOIN teams ON teams.id = people.team_id WHERE models.id = :modelId`,
    { modelId },
  );
  return owner ?? { person: modelId, team: null };
}
