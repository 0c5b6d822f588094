import { UNASSIGNED } from '#shared/export.ts';
import type { Person } from '#shared/library.ts';
import type { LibraryFilter, LibrarySort, LibraryView, PeopleQuery } from '#shared/window.ts';
import type { Database, Params } from './database.ts';
import { containsPattern } from './text-keys.ts';
import { HAS_NEW_PHOTOS } from './visits.ts';

/** People as a page of a list shows them, before their covers. */
export interface FoundPerson extends Person {
  teamName: string | null;
}

const FROM_PEOPLE =
  'FROM people LEFT JOIN teams ON teams.id = people.team_id AND teams.gone_at IS NULL';

const FOUND_PERSON = `people.id, member_id AS memberId, people.name, email, team_id AS teamId,
  teams.name AS teamName, lifecycle, joined_at AS joinedAt, photo_count AS photoCount,
  stored_count AS storedCount`;

/** Fewer than so many found people are quickly sorted. */
const RARE = 1_000;

/** A page of the people a query leaves, in its order, and how many there are of them in all. */
export function queryPeople(
  db: Database,
  query: PeopleQuery,
  { offset, limit }: { offset: number; limit: number },
): { people: FoundPerson[]; total: number } {
  const { where, params } = conditionOf(query);
  const total = db.get<{ n: number }>(`SELECT COUNT(*) AS n FROM people ${where}`, params)?.n ?? 0;
  if (offset >= total) return { people: [], total };
  const order = orderOf(query.sort);
  // To find a few, going through all as they lie and sorting those is quicker than by name.
  const isRare = query.filter.search.trim() !== '' && total < RARE;
  const from = isRare ? FROM_PEOPLE.replace('people', 'people NOT INDEXED') : FROM_PEOPLE;
  // Everything about those on the page only: for their order most often an index is enough.
  const people = db.all<FoundPerson>(
    `SELECT ${FOUND_PERSON} ${FROM_PEOPLE} WHERE people.id IN (
       SELECT people.id ${from} ${where} ORDER BY ${order} LIMIT :limit OFFSET :offset)
     ORDER BY ${order}`,
    { ...params, limit, offset },
  );
  return { people, total };
}

/** The ids of all people a query leaves, in its order. */
export function queryPersonIds(db: Database, query: PeopleQuery): string[] {
  const { where, params } = conditionOf(query);
  return db
    .all<{ id: string }>(
      `SELECT people.id ${FROM_PEOPLE} ${where} ORDER BY ${orderOf(query.sort)}`,
      params,
    )
    .map(({ id }) => id);
}

/** One person with the team's name, or null. */
export function findPerson(db: Database, personId: string): FoundPerson | null {
  return (
    db.get<FoundPerson>(`SELECT ${FOUND_PERSON} ${FROM_PEOPLE} WHERE people.id = :personId`, {
      personId,
    }) ?? null
  );
}

/** A condition over `people`: one of their shoots has a favorite. */
export const HAS_FAVORITE = `EXISTS (SELECT 1 FROM models
  JOIN favorites ON favorites.model_id = models.id WHERE models.person_id = people.id)`;

/** A condition over `people`: some of their photos are picked. */
export const HAS_PICKS = `people.id IN (SELECT models.person_id FROM marks
  JOIN models ON models.id = marks.model_id WHERE marks.pick = 'pick')`;

const HAS_RATED = `EXISTS (SELECT 1 FROM models WHERE models.person_id = people.id
  AND (EXISTS (SELECT 1 FROM photos WHERE liked_status = 'loved' AND model_id = models.id)
    OR EXISTS (SELECT 1 FROM photos WHERE liked_status = 'liked' AND model_id = models.id)))`;

function conditionOf({ view, filter }: PeopleQuery): { where: string; params: Params } {
  const params: Params = {};
  const all = [...viewConditions(view, params), ...filterConditions(filter, params)];
  return { where: all.length > 0 ? `WHERE ${all.join(' AND ')}` : '', params };
}

function viewConditions(view: LibraryView, params: Params): string[] {
  switch (view.kind) {
    case 'all':
      return [];
    case 'favorites':
      return [HAS_FAVORITE];
    case 'picks':
      return [HAS_PICKS];
    case 'lifecycle':
      params['viewLifecycle'] = view.lifecycle;
      return ['lifecycle = :viewLifecycle'];
    case 'team':
      if (view.teamId === UNASSIGNED) {
        return ['(team_id IS NULL OR team_id NOT IN (SELECT id FROM teams WHERE gone_at IS NULL))'];
      }
      params['teamId'] = view.teamId;
      return ['team_id = :teamId'];
  }
}

function filterConditions(filter: LibraryFilter, params: Params): string[] {
  const { search, hasFavorite, rated, downloaded, isNew, lifecycle } = filter;
  const conditions: string[] = [];
  // Each word by itself, so that "dahl mira" finds Mira Dahl.
  for (const [index, word] of search.trim().split(/\s+/).slice(0, MAX_WORDS).entries()) {
    if (word === '') continue;
    params[`word${index}`] = containsPattern(word);
    conditions.push(`search_key LIKE :word${index} ESCAPE '\\'`);
  }
  if (lifecycle !== null) {
    params['lifecycle'] = lifecycle;
    conditions.push('lifecycle = :lifecycle');
  }
  if (hasFavorite !== null) conditions.push(hasFavorite ? HAS_FAVORITE : `NOT ${HAS_FAVORITE}`);
  if (rated !== null) conditions.push(rated ? HAS_RATED : `NOT ${HAS_RATED}`);
  if (downloaded === true) conditions.push('photo_count > 0 AND stored_count >= photo_count');
  if (downloaded === false) conditions.push('stored_count < photo_count');
  if (isNew !== null) conditions.push(isNew ? HAS_NEW_PHOTOS : `NOT ${HAS_NEW_PHOTOS}`);
  return conditions;
}

const MAX_WORDS = 8;

/** The way from invite to headshots, for sorting; `gone` last. */
const LIFECYCLE_RANK = `CASE lifecycle WHEN 'invited' THEN 0 WHEN 'accepted' THEN 1
  WHEN 'in_progress' THEN 2 WHEN 'failed' THEN 3 WHEN 'ready' THEN 4 ELSE 5 END`;

/** Whoever lacks what is sorted by comes last, whichever the direction; the name decides a tie. */
function orderOf({ key, descending }: LibrarySort): string {
  const way = descending ? 'DESC' : 'ASC';
  const byName = 'people.sort_key, people.id';
  switch (key) {
    case 'name':
      return `people.sort_key ${way}, people.id ${way}`;
    case 'team':
      return `teams.sort_key IS NULL, teams.sort_key ${way}, teams.id, ${byName}`;
    case 'lifecycle':
      return `${LIFECYCLE_RANK} ${way}, ${byName}`;
    case 'photos':
      return `photo_count ${way}, ${byName}`;
    case 'stored':
      return `stored_count ${way}, ${byName}`;
    case 'joined':
      return `joined_at IS NULL, joined_at ${way}, ${byName}`;
  }
}
