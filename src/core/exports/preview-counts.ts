import { setImmediate } from 'node:timers/promises';
import type { ErrorCode } from '#shared/errors.ts';
import { type ExportOptions, UNASSIGNED, UNASSIGNED_NAME } from '#shared/export.ts';
import { CHOSEN_FROM, STILL_THERE } from '../library/chosen-photos.ts';
import { chosenSlices } from '../library/chosen-slices.ts';
import type { Library } from '../library/library.ts';
import { missing, type WhyMissing } from '../library/missing-photos.ts';
import { DOWNLOADABLE } from './once-downloaded.ts';

/** People counted before other work gets its turn: about a thousand photos. */
const PEOPLE_AT_A_TIME = 25;

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

interface CountRow extends Omit<WhyMissing, 'state'> {
  personId: string;
  person: string;
  teamId: string | null;
  teamName: string | null;
  state: WhyMissing['state'] | 'stored';
  photos: number;
  models: number;
  bytes: number;
}

/** Counts what is chosen, person by person in the order of an export, a slice at a time. */
export async function countChosen(
  { db }: Library,
  { scope, selection, variant }: Pick<ExportOptions, 'scope' | 'selection' | 'variant'>,
  signal: AbortSignal,
): Promise<CountedPerson[]> {
  const counted: CountedPerson[] = [];
  for (const slice of chosenSlices(db, scope, selection, PEOPLE_AT_A_TIME)) {
    const rows = db.all<CountRow>(
      `SELECT people.id AS personId, COALESCE(people.name, people.email, people.id) AS person,
         teams.id AS teamId, teams.name AS teamName, files.state,
         photos.gone_at IS NOT NULL AS gone, transfers.state AS transferState,
         transfers.error_code AS errorCode, transfers.error_message AS errorMessage,
         COUNT(*) AS photos, COUNT(DISTINCT photos.model_id) AS models,
         COALESCE(SUM(files.size_bytes), 0) AS bytes
       ${CHOSEN_FROM}
       LEFT JOIN teams ON teams.id = people.team_id AND teams.gone_at IS NULL
       WHERE ${slice.sql} AND ${STILL_THERE}
       GROUP BY people.id, files.state, gone, transfers.state, errorCode, errorMessage`,
      { ...slice.params, variant },
    );
    const byPerson = Map.groupBy(rows, (row) => row.personId);
    for (const id of slice.personIds) {
      const ofPerson = byPerson.get(id);
      if (ofPerson) counted.push(addUp(ofPerson));
    }
    await setImmediate();
    signal.throwIfAborted();
  }
  return counted;
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
    const { missing: code, message } = missing({ ...row, state: row.state });
    if (DOWNLOADABLE.has(code)) {
      person.toDownload += row.photos;
      person.modelsToDownload += row.models;
    } else {
      person.missing.push({ code, message, photos: row.photos });
    }
  }
  return person;
}
