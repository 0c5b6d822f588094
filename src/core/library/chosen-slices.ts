import type { Selection } from '#shared/domain.ts';
import type { Scope } from '#shared/export.ts';
import type { Database, Params } from './database.ts';
import { scopeCondition, selectionCondition } from './scope.ts';

/** For a few people at a time: by way of the shoot, whose other photos are not even looked at. */
const FAVORITE_OF_MODEL =
  'photos.id = (SELECT photo_id FROM favorites WHERE favorites.model_id = models.id)';

/** A few people, and the condition that is true for those of their photos that were chosen. */
export interface ChosenSlice {
  personIds: string[];
  /** Over `people`, `models` and `photos`, in a FROM that joins all three. */
  sql: string;
  params: Params;
}

/**
 * A choice of photos as slices of `peopleAtATime`, in the order of an export: team, then person. So a
 * large choice is never in memory at once, and no statement stays open while somebody works on it.
 */
export function* chosenSlices(
  db: Database,
  scope: Scope,
  selection: Selection,
  peopleAtATime: number,
): Generator<ChosenSlice> {
  const chosen = selection === 'favorites' ? FAVORITE_OF_MODEL : selectionCondition(selection);
  const people = peopleInScope(db, scope);
  const photosOf = photosByPerson(db, scope);
  for (let start = 0; start < people.length; start += peopleAtATime) {
    const personIds = people.slice(start, start + peopleAtATime);
    // A long list of photos would be read anew for each slice.
    const photos = personIds.flatMap((id) => photosOf.get(id) ?? []);
    const within = scopeCondition({ ...scope, photos });
    yield {
      personIds,
      sql: `people.id IN (SELECT value FROM json_each(:slicePeople)) AND ${within.sql} AND ${chosen}`,
      params: { ...within.params, slicePeople: JSON.stringify(personIds) },
    };
  }
}

/** The people a scope touches, in the order of an export. */
function peopleInScope(db: Database, scope: Scope): string[] {
  const { sql, params } = scopeCondition({ ...scope, photos: [] });
  const named = scope.teamIds.length + scope.personIds.length > 0;
  const byPhoto = scope.photos.length > 0;
  const any = [
    ...(named || !byPhoto ? [sql] : []),
    ...(byPhoto
      ? [
          'people.id IN (SELECT person_id FROM models WHERE id IN (SELECT value FROM json_each(:models)))',
        ]
      : []),
  ];
  const models = [...new Set(scope.photos.map(({ modelId }) => modelId))];
  return db
    .all<{ id: string }>(
      `SELECT people.id FROM people
       LEFT JOIN teams ON teams.id = people.team_id AND teams.gone_at IS NULL
       WHERE ${any.join(' OR ')}
       ORDER BY teams.sort_key IS NULL, teams.sort_key, teams.id, people.sort_key, people.id`,
      { ...params, models: JSON.stringify(models) },
    )
    .map(({ id }) => id);
}

/** The photos a scope names, by their person. */
function photosByPerson(db: Database, { photos }: Scope): Map<string, Scope['photos']> {
  if (photos.length === 0) return new Map();
  const models = [...new Set(photos.map(({ modelId }) => modelId))];
  const owners = new Map(
    db
      .all<{ id: string; personId: string | null }>(
        `SELECT id, person_id AS personId FROM models
         WHERE id IN (SELECT value FROM json_each(:models))`,
        { models: JSON.stringify(models) },
      )
      .map(({ id, personId }) => [id, personId ?? '']),
  );
  return Map.groupBy(photos, ({ modelId }) => owners.get(modelId) ?? '');
}
