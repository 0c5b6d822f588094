import type { FavoritePhoto, Invite, Member, Model, Organization } from '#shared/domain.ts';
import type { Database } from '../library/database.ts';
import { emailKey } from '../library/text-keys.ts';

/**
 * What HeadshotPro says against what the catalogue has: one text for each difference, empty where they
 * agree. Only what a list really says is compared: it may leave fields out.
 */
export const differences = {
  organization(db: Database, { name, website, teams }: Organization): string[] {
    const known = db.get<{ name: string; website: string | null }>(
      'SELECT name, website FROM organization',
    );
    const found = known?.name === name && known.website === website ? [] : [`${name} ${website}`];
    if (teams.length === 0) return found;
    const listed = new Map(teams.map((team) => [team.id, team.name]));
    const here = new Map(
      db
        .all<{ id: string; name: string }>('SELECT id, name FROM teams WHERE gone_at IS NULL')
        .map((team) => [team.id, team.name]),
    );
    for (const id of new Set([...listed.keys(), ...here.keys()])) {
      if (listed.get(id) !== here.get(id)) found.push(`team ${id} ${listed.get(id) ?? 'gone'}`);
    }
    return found;
  },

  credits(db: Database, credits: number): string[] {
    const known = db.get<{ credits: number | null }>('SELECT credits FROM organization');
    return known?.credits === credits ? [] : [`${credits}`];
  },

  invites(db: Database, invites: readonly Invite[]): string[] {
    return invites.flatMap(({ email, status, teamId, modelId }) => {
      const known = db.get<Partial<Invite>>(
        `SELECT status, team_id AS teamId, model_id AS modelId FROM invites
         WHERE email = :email AND gone_at IS NULL`,
        { email: emailKey(email) ?? email },
      );
      return differ(email, { status, teamId, modelId }, known);
    });
  },

  members(db: Database, members: readonly Member[]): string[] {
    return members.flatMap(({ id, status, teamId, ...said }) => {
      const known = db.get<Partial<Member>>(
        `SELECT status, team_id AS teamId, model_id AS modelId, name, email,
           photo_count AS photoCount, EXISTS (
             SELECT 1 FROM models JOIN favorites ON favorites.model_id = models.id
             WHERE models.person_id = members.id
           ) AS hasFavorite
         FROM members WHERE id = :id AND gone_at IS NULL`,
        { id },
      );
      const { modelId, name, email, photoCount, hasFavorite } = said;
      const given = Object.entries({
        modelId,
        name,
        email,
        photoCount,
        hasFavorite: hasFavorite === null ? null : Number(hasFavorite),
      }).filter(([, value]) => value !== null);
      return differ(id, { status, teamId, ...Object.fromEntries(given) }, known);
    });
  },

  models(db: Database, models: readonly Model[]): string[] {
    return models.flatMap(({ id, status, teamId, finishedAt, title }) => {
      const known = db.get<Partial<Model>>(
        `SELECT status, team_id AS teamId, finished_at AS finishedAt, title FROM models
         WHERE id = :id AND gone_at IS NULL`,
        { id },
      );
      return differ(id, { status, teamId, finishedAt, title }, known);
    });
  },

  favorites(db: Database, favorites: readonly FavoritePhoto[]): string[] {
    return favorites.flatMap(({ photo: { id, modelId } }) => {
      // One that names no model is known by its photo alone.
      const known = db.get(
        `SELECT 1 FROM favorites
         WHERE photo_id = :id AND (:modelId IS NULL OR model_id = :modelId)`,
        { id, modelId },
      );
      return known === undefined ? [`${modelId} ${id}`] : [];
    });
  },
};

/** How many rows of a list the catalogue has, as the list itself would count them. */
export const counts = {
  invites: (db: Database) => count(db, 'invites WHERE gone_at IS NULL'),
  finished: (db: Database) => count(db, `members WHERE gone_at IS NULL AND status = 'finished'`),
  members: (db: Database) => count(db, 'members WHERE gone_at IS NULL'),
  models: (db: Database) => count(db, `models WHERE gone_at IS NULL AND status = 'active'`),
  favorites: (db: Database) => count(db, 'favorites'),
};

function count(db: Database, what: string): number {
  return db.get<{ n: number }>(`SELECT COUNT(*) AS n FROM ${what}`)?.n ?? 0;
}

function differ(
  name: string,
  said: Record<string, unknown>,
  known: Record<string, unknown> | undefined,
): string[] {
  const isSame = known && Object.keys(said).every((key) => said[key] === known[key]);
  return isSame ? [] : [`${name} ${JSON.stringify(said)}`];
}
