import type { Selection } from '#shared/domain.ts';
import { type Scope, UNASSIGNED } from '#shared/export.ts';
import type { Database, Params } from './database.ts';

/** The scope that means everybody. */
export const EVERYBODY: Scope = { teamIds: [], personIds: [], photos: [] };

/** Whether a scope names nobody, which means everybody. */
export function isEverybody({ teamIds, personIds, photos, modelIds = [] }: Scope): boolean {
  return teamIds.length + personIds.length + photos.length + modelIds.length === 0;
}

/**
 * A condition over `people`, `models` and `photos` (in a FROM that joins all three), true for what
 * the scope names. Lists travel as one JSON parameter each, whatever their length.
 */
export function scopeCondition(scope: Scope): { sql: string; params: Params } {
  if (isEverybody(scope)) return { sql: 'TRUE', params: {} };
  const { teamIds, personIds, photos, modelIds = [] } = scope;
  const any: string[] = [];
  const params: Params = {};
  if (teamIds.length > 0) {
    any.push('people.team_id IN (SELECT value FROM json_each(:scopeTeams))');
    params['scopeTeams'] = JSON.stringify(teamIds);
    if (teamIds.includes(UNASSIGNED)) {
      any.push(
        '(people.team_id IS NULL OR people.team_id NOT IN (SELECT id FROM teams WHERE gone_at IS NULL))',
      );
    }
  }
  if (personIds.length > 0) {
    any.push('people.id IN (SELECT value FROM json_each(:scopePeople))');
    params['scopePeople'] = JSON.stringify(personIds);
  }
  if (photos.length > 0) {
    any.push(
      `(photos.model_id, photos.id) IN
         (SELECT value ->> 'modelId', value ->> 'photoId' FROM json_each(:scopePhotos))`,
    );
    params['scopePhotos'] = JSON.stringify(photos);
  }
  if (modelIds.length > 0) {
    any.push('models.id IN (SELECT value FROM json_each(:scopeModels))');
    params['scopeModels'] = JSON.stringify(modelIds);
  }
  return { sql: `(${any.join(' OR ')})`, params };
}

/** People or sessions, or photos that are named one by one, of one slice of a scope: some hundred rows. */
const PEOPLE_AT_A_TIME = 20;
const PHOTOS_AT_A_TIME = 500;

/**
 * A scope in slices, its people by name: for work on each of its photos, so that other work gets its
 * turn in between.
 */
export function* scopeSlices(db: Database, scope: Scope): Generator<Scope> {
  const { teamIds, personIds, photos, modelIds = [] } = scope;
  if (isEverybody(scope) || teamIds.length + personIds.length > 0) {
    const { sql, params } = scopeCondition({ teamIds, personIds, photos: [] });
    const people = db.all<{ id: string }>(
      `SELECT id FROM people WHERE ${sql} ORDER BY sort_key, id`,
      params,
    );
    for (let start = 0; start < people.length; start += PEOPLE_AT_A_TIME) {
      const some = people.slice(start, start + PEOPLE_AT_A_TIME).map(({ id }) => id);
      yield { ...EVERYBODY, personIds: some };
    }
  }
  for (let start = 0; start < modelIds.length; start += PEOPLE_AT_A_TIME) {
    yield { ...EVERYBODY, modelIds: modelIds.slice(start, start + PEOPLE_AT_A_TIME) };
  }
  for (let start = 0; start < photos.length; start += PHOTOS_AT_A_TIME) {
    yield { ...EVERYBODY, photos: photos.slice(start, start + PHOTOS_AT_A_TIME) };
  }
}

/** Whether a selection goes by ratings: nothing tells that they changed, so photos are listed anew. */
export function goesByRating(selection: Selection): boolean {
  return selection === 'loved' || selection === 'liked';
}

/** A condition over `photos`, true for the photos a selection means. */
export function selectionCondition(selection: Selection): string {
  switch (selection) {
    case 'all':
      return 'TRUE';
    case 'favorites':
      return `(photos.model_id, photos.id) IN
        (SELECT favorites.model_id, favorites.photo_id FROM favorites)`;
    case 'loved':
      return `photos.liked_status = 'loved'`;
    case 'liked':
      return `photos.liked_status = 'liked'`;
  }
}

/** The ids of the models in scope, or null for all of them. */
export function modelsInScope(db: Database, scope: Scope): Set<string> | null {
  if (isEverybody(scope)) return null;
  const { teamIds, personIds, photos, modelIds = [] } = scope;
  const named = new Set([...photos.map((photo) => photo.modelId), ...modelIds]);
  if (teamIds.length + personIds.length === 0) return named;
  const { sql, params } = scopeCondition({ teamIds, personIds, photos: [] });
  for (const { id } of db.all<{ id: string }>(
    `SELECT models.id FROM models JOIN people ON people.id = models.person_id WHERE ${sql}`,
    params,
  )) {
    named.add(id);
  }
  return named;
}
