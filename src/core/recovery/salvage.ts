import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { isAppError } from '#shared/errors.ts';
import type { Database } from '../library/database.ts';
import { asLibraryError } from '../library/library-errors.ts';
import { idSegment, isStandIn, type LibraryPaths } from '../library/paths.ts';
import { indexPeople } from '../library/people-index.ts';
import { sqlite } from '../library/sqlite.ts';

/** What tells more than HeadshotPro or the photo files could. Work that was queued is asked for anew. */
const TABLES = [
  'organization',
  'teams',
  'members',
  'invites',
  'models',
  'photos',
  'favorites',
  'files',
  'marks',
  'seen_models',
  'exported_files',
  'exports',
  'invite_notes',
  'actions',
  'watch_rules',
  'watch_served',
] as const;

/**
 * Takes over what can still be read of the catalogue that was put aside last, once: rows that the new
 * one has are not touched. Whatever it says, HeadshotPro is asked about everything at the next sync.
 */
export function salvage(db: Database, paths: LibraryPaths, uid: string): void {
  const putAside = readFileSync(paths.recovering, 'utf8');
  db.transaction(() => {
    if (existsSync(putAside)) takeOver(db, putAside, paths);
    if (!isStandIn(uid)) {
      db.run(
        `INSERT INTO organization (uid, name)
         SELECT :uid, :uid WHERE NOT EXISTS (SELECT 1 FROM organization)`,
        { uid },
      );
    }
    for (const table of ['teams', 'members', 'invites', 'models', 'favorites']) {
      db.run(`UPDATE ${table} SET seen_pass = 0`);
    }
    db.run('UPDATE models SET listed_at = NULL');
    indexPeople(db);
  });
  try {
    writeFileSync(paths.recovering, '');
  } catch (error) {
    throw asLibraryError(error, paths.recovering);
  }
}

function takeOver(db: Database, putAside: string, { folder }: LibraryPaths): void {
  const { DatabaseSync } = sqlite();
  let damaged: DatabaseSync | undefined;
  try {
    damaged = new DatabaseSync(putAside, { readOnly: true });
    if (belongsElsewhere(damaged, folder)) return;
    for (const table of TABLES) {
      const columns = db
        .all<{ name: string }>('SELECT name FROM pragma_table_info(:table)', { table })
        .map(({ name }) => name);
      for (const row of readable(damaged, table)) insert(db, table, columns, row);
    }
  } catch (error) {
    // What is wrong with the new catalogue has been explained; all else is the old one's damage.
    if (isAppError(error)) throw error;
  } finally {
    damaged?.close();
  }
}

/** Another organization's people must not get in with its file. */
function belongsElsewhere(damaged: DatabaseSync, folder: string): boolean {
  try {
    const owner = damaged.prepare('SELECT uid FROM organization').get()?.['uid'];
    return owner !== undefined && idSegment(String(owner)) !== basename(folder);
  } catch {
    // Where even this cannot be read, something else may be.
    return false;
  }
}

type DamagedRow = Record<string, SQLInputValue>;

/** The rows of a table from its beginning to the first damage and, if there is any, from its end. */
function* readable(damaged: DatabaseSync, table: string): Generator<DamagedRow> {
  try {
    yield* damaged.prepare(`SELECT * FROM ${table}`).iterate() as Iterable<DamagedRow>;
  } catch {
    yield* fromItsEnd(damaged, table);
  }
}

function* fromItsEnd(damaged: DatabaseSync, table: string): Generator<DamagedRow> {
  try {
    const columns = damaged
      .prepare(`SELECT name FROM pragma_table_info(:table) WHERE pk > 0 ORDER BY pk`)
      .all({ table });
    const isKeyed =
      damaged.prepare('SELECT wr FROM pragma_table_list(:table)').get({ table })?.['wr'] === 1;
    const order = isKeyed ? columns.map(({ name }) => `${name} DESC`).join(', ') : 'rowid DESC';
    yield* damaged
      .prepare(`SELECT * FROM ${table} ORDER BY ${order}`)
      .iterate() as Iterable<DamagedRow>;
  } catch {
    // From both ends, this is all there is.
  }
}

/** A row that this version cannot hold is passed over. */
function insert(db: Database, table: string, known: readonly string[], row: DamagedRow): void {
  const columns = known.filter((name) => row[name] !== undefined);
  const values = columns.map((name) => `:${name}`);
  try {
    db.run(
      `INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${values.join(', ')})`,
      row,
    );
  } catch (error) {
    if (isAppError(error)) throw error;
  }
}
