import type { Selection } from '#shared/domain.ts';
import type { Scope } from '#shared/export.ts';
import type { Database, Params } from './database.ts';
import { isEverybody, scopeCondition, selectionCondition } from './scope.ts';

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
  const owners = ownersOf(db, scope);
  const photosOf = Map.groupBy(scope.photos, ({ modelId }) => owners.get(modelId));
  const modelsOf = Map.groupBy(scope.modelIds ?? [], (modelId) => owners.get(modelId));
  for (let start = 0; start < people.length; start += peopleAtATime) {
    const personIds = people.slice(start, start + peopleAtATime);
    // A long list of photos or sessions would be read anew for each slice.
    const photos = personIds.flatMap((id) => photosOf.get(id) ?? []);
    const modelIds = personIds.flatMap((id) => modelsOf.get(id) ?? []);
    const within = scopeCondition({ ...scope, photos, modelIds });
    yield {
      personIds,
      sql: `people.id IN (SELECT value FROM json_each(:slicePeople)) AND ${within.sql} AND ${chosen}`,
      params: { ...within.params, slicePeople: JSON.stringify(personIds) },
    };
  }
}

/** The people a scope touches, in the order of an export. */
function peopleInScope(db: Database, scope: Scope): string[] {
  const { teamIds, personIds } = scope;
  const { sql, params } = scopeCondition({ teamIds, personIds, photos: [] });
  const models = namedModels(scope);
  const any = [
    ...(isEverybody(scope) || teamIds.length + personIds.length > 0 ? [sql] : []),
    ...(models.length > 0
      ? [
          'people.id IN (SELECT person_id FROM models WHERE id IN (SELECT value FROM json_each(:models)))',
        ]
      : []),
  ];
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

/** Whose the sessions are that a scope names, or whose photos it names: person ids by model id. */
function ownersOf(db: Database, scope: Scope): Map<string, string | null> {
  const models = namedModels(scope);
  if (models.length === 0) return new Map();
  return new Map(
    db
      .all<{ id: string; personId: string | null }>(
        `SELECT id, person_id AS personId FROM models
         WHERE id IN (SELECT value FROM json_each(:models))`,
        { models: JSON.stringify(models) },
      )
      .map(({ id, personId }) => [id, personId]),
  );
}

function namedModels({ photos, modelIds = [] }: Scope): string[] {
  return [...new Set([...photos.map(({ modelId }) => modelId), ...modelIds])];
}
