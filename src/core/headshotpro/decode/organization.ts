import { z } from 'zod';
import type { Organization, Team } from '#shared/domain.ts';
import { id, text } from './fields.ts';

/** One team (§6.1). A team without a name is called by its id. */
export const team = z
  .object({ id, name: text })
  .transform((row): Team => ({ id: row.id, name: row.name ?? row.id }));

/** The organization (§3.1). Teams that cannot be used are left out. */
export const organization = z
  .object({
    uid: id,
    name: text,
    website: text,
    teams: z.array(team.nullable().catch(null)).catch([]),
  })
  .transform(
    (row): Organization => ({
      uid: row.uid,
      name: row.name ?? row.uid,
      website: row.website,
      teams: row.teams.filter((each) => each !== null),
    }),
  );
