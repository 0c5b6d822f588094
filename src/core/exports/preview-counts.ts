import { setImmediate } from 'node:timers/promises';
import type { ErrorCode } from '#shared/errors.ts';
import { type ExportOptions, type Scope, UNASSIGNED, UNASSIGNED_NAME } from '#shared/export.ts';
import type { Database } from '../library/database.ts';
import type { Library } from '../library/library.ts';
import { CHOSEN_FROM, type ChosenRow, missing, STILL_THERE } from '../library/photos.ts';
import { scopeCondition, selectionCondition } from '../library/scope.ts';
import { DOWNLOADABLE } from './exports.ts';

/** People counted before other work gets its turn: some thousand photos. */
const PEOPLE_AT_A_TIME = 100;

/** For a few people at a time: by way of the shoot, whose other photos are not even looked at. */
const FAVORITE_OF_MODEL =
  'photos.id = (SELECT photo_id FROM favorites WHERE favorites.model_id = models.id)';

/** One person's part of an export, in numbers. */
export interface CountedPerson {
  personId: string;
  /** For people: a name, else an e-mail, else the id. */
  person: string;
  team: { id: string; name: string };
  stored: number;
  /** Of what is stored. */
  sizeBytes: number;
  toDownload: number;
  modelsToDownload: number;
  /** What no download would mend, by reason. */
  missing: { code: ErrorCode; message: string; photos: number }[];
}

type CountRow = Pick<
  ChosenRow,
  'personId' | 'teamId' | 'teamName' | 'state' | 'gone' | 'transferState' | 'errorCode'
> & { errorMessage: string | null; person: string; photos: number; models: number; bytes: number };

/** Counts what is chosen, person by person in the order of an export, a slice at a time. */
export async function countChosen(
  { db }: Library,
  { scope, selection, variant }: Pick<ExportOptions, 'scope' | 'selection' | 'variant'>,
  signal: AbortSignal,
): Promise<CountedPerson[]> {
  const chosen = selection === 'favorites' ? FAVORITE_OF_MODEL : selectionCondition(selection);
  const people = peopleInScope(db, scope);
  const photosOf = photosByPerson(db, scope);
  const counted: CountedPerson[] = [];
  for (let start = 0; start < people.length; start += PEOPLE_AT_A_TIME) {
    if (start > 0) await setImmediate();
    signal.throwIfAborted();
    const ids = people.slice(start, start + PEOPLE_AT_A_TIME);
    // A long list of photos would be read anew for each slice.
    const within = scopeCondition({
      ...scope,
      photos: ids.flatMap((id) => photosOf.get(id) ?? []),
    });
    const rows = db.all<CountRow>(
      `SELECT people.id AS personId, COALESCE(people.name, people.email, people.id) AS person,
         teams.id AS teamId, teams.name AS teamName, files.state,
         photos.gone_at IS NOT NULL AS gone, transfers.state AS transferState,
         transfers.error_code AS errorCode, transfers.error_message AS errorMessage,
         COUNT(*) AS photos, COUNT(DISTINCT photos.model_id) AS models,
         COALESCE(SUM(files.size_bytes), 0) AS bytes
       ${CHOSEN_FROM}
       WHERE people.id IN (SELECT value FROM json_each(:ids)) AND ${within.sql}
         AND ${chosen} AND ${STILL_THERE}
       GROUP BY people.id, files.state, gone, transfers.state, errorCode, errorMessage`,
      { ...within.params, variant, ids: JSON.stringify(ids) },
    );
    const byPerson = Map.groupBy(rows, (row) => row.personId);
    for (const id of ids) {
      const ofPerson = byPerson.get(id);
      if (ofPerson) counted.push(addUp(ofPerson));
    }
  }
  return counted;
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

function addUp(rows: readonly CountRow[]): CountedPerson {
  const [first] = rows;
  const person: CountedPerson = {
    personId: first?.personId ?? '',
    person: first?.person ?? '',
    team: { id: first?.teamId ?? UNASSIGNED, name: first?.teamName ?? UNASSIGNED_NAME },
    stored: 0,
    sizeBytes: 0,
    toDownload: 0,
    modelsToDownload: 0,
    missing: [],
  };
  for (const row of rows) {
    if (row.state === 'stored') {
      person.stored += row.photos;
      person.sizeBytes += row.bytes;
      continue;
    }
    const { missing: code, message } = missing(row);
    if (DOWNLOADABLE.has(code)) {
      person.toDownload += row.photos;
      person.modelsToDownload += row.models;
    } else {
      person.missing.push({ code, message, photos: row.photos });
    }
  }
  return person;
}
