import { existsSync, statSync } from 'node:fs';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { AppError, isAppError } from '#shared/errors.ts';
import { asLibraryError, damaged } from './library-errors.ts';
import { MIGRATIONS } from './schema.ts';
import { sqlite } from './sqlite.ts';

export type Row = Record<string, unknown>;
export type Params = Record<string, SQLInputValue>;

/** A thin wrapper over one SQLite connection: prepared statements by their text, and transactions. */
export interface Database {
  /** The first row, or undefined. */
  get<T = Row>(sql: string, params?: Params): T | undefined;
  all<T = Row>(sql: string, params?: Params): T[];
  /** Rows as arrays, in the order of the columns: for many thousands, at half the cost of objects. */
  table<T extends unknown[]>(sql: string, params?: Params): T[];
  /** Runs a change; the number of rows it touched. */
  run(sql: string, params?: Params): number;
  /** All of `work` or none of it. Nested calls join the outer transaction. */
  transaction<T>(work: () => T): T;
  /** Safe more than once. */
  close(): void;
}

interface DatabaseOptions {
  readOnly: boolean;
  /** Told when damage shows while the database is in use. */
  onDamaged?: () => void;
}

/**
 * Opens the catalogue at `path`, creating and migrating it unless `readOnly`.
 * Throws `library_damaged`, `library_newer` (written by a later version; one that can still be read is
 * opened to read) or a disk error.
 */
export function openDatabase(path: string, { readOnly, onDamaged }: DatabaseOptions): Database {
  let connection: DatabaseSync | undefined;
  try {
    connection = connect(path, readOnly);
    const version = versionOf(connection, path, readOnly);
    // Readers and the one writer do not wait for each other; a power cut may undo the last
    // commits but never damages the file, and the downloads adopt files whose rows were undone.
    if (!readOnly) connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    connection.exec('PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY;');
    if (version < MIGRATIONS.length) migrate(connection, version, readOnly);
    return wrap(connection, path, onDamaged);
  } catch (error) {
    connection?.close();
    throw asLibraryError(error, path);
  }
}

function connect(path: string, readOnly: boolean): DatabaseSync {
  const { DatabaseSync } = sqlite();
  const connection = new DatabaseSync(path, { readOnly, timeout: 5_000 });
  if (!readOnly) return connection;
  try {
    connection.prepare('PRAGMA user_version').get();
    return connection;
  } catch (error) {
    connection.close();
    // Even a reader wants to write beside a catalogue; where nobody can, nobody changes it either.
    if (!isAppError(asLibraryError(error, path), 'disk_failed')) throw error;
    if (!existsSync(path) || sizeOf(`${path}-wal`) > 0) throw error;
    const url = pathToFileURL(path);
    url.searchParams.set('immutable', '1');
    return new DatabaseSync(url, { readOnly });
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/**
 * How many migrations ran. Throws `library_damaged` for what is not ours, and `library_newer` for more
 * than this program knows, unless it is only to be read and has all that we read. Changes nothing.
 */
function versionOf(connection: DatabaseSync, path: string, readOnly: boolean): number {
  const version = Number(connection.prepare('PRAGMA user_version').get()?.['user_version']);
  if (!isOurs(connection, version)) throw damaged(path);
  if (version <= MIGRATIONS.length) return version;
  if (readOnly && hasAllOf(connection, MIGRATIONS)) return version;
  throw new AppError(
    'library_newer',
    'This library was written by a newer Headshot Desk. Update the app to open it; nothing was changed.',
  );
}

/** Tells our catalogue from another program's database, and from one that lost a part of itself. */
function isOurs(connection: DatabaseSync, version: number): boolean {
  if (version < 0 || version > MOST_VERSIONS) return false;
  if (version === 0) return columnsIn(connection).length === 0;
  if (version <= MIGRATIONS.length) return hasAllOf(connection, MIGRATIONS.slice(0, version));
  // A newer one may have renamed some; the organization it will still have.
  return columnsIn(connection).some((name) => name.startsWith('organization.'));
}

/** No catalogue will ever have had so many migrations. */
const MOST_VERSIONS = 1_000;

/** Whether every table and column is there that these migrations make. */
function hasAllOf(connection: DatabaseSync, migrations: readonly string[]): boolean {
  const { DatabaseSync } = sqlite();
  const model = new DatabaseSync(':memory:');
  try {
    for (const sql of migrations) model.exec(sql);
    return new Set(columnsIn(model)).isSubsetOf(new Set(columnsIn(connection)));
  } finally {
    model.close();
  }
}

/** The columns of all tables, as `table.column`. */
function columnsIn(connection: DatabaseSync): string[] {
  return connection
    .prepare(
      `SELECT tables.name || '.' || columns.name AS name
       FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
       WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%'`,
    )
    .all()
    .map(({ name }) => String(name));
}

function migrate(connection: DatabaseSync, version: number, readOnly: boolean): void {
  if (readOnly) {
    throw new AppError(
      'library_missing',
      'This library has to be prepared once by a command that may write, such as `sync`.',
    );
  }
  for (const [index, sql] of MIGRATIONS.entries()) {
    if (index < version) continue;
    connection.exec(`BEGIN IMMEDIATE; ${sql} PRAGMA user_version = ${index + 1}; COMMIT;`);
  }
}

function wrap(connection: DatabaseSync, path: string, onDamaged?: () => void): Database {
  const prepared = {
    objects: new Map<string, StatementSync>(),
    arrays: new Map<string, StatementSync>(),
  };
  let depth = 0;
  const prepare = (sql: string, rows: keyof typeof prepared = 'objects'): StatementSync => {
    let statement = prepared[rows].get(sql);
    if (!statement) {
      statement = connection.prepare(sql);
      statement.setAllowUnknownNamedParameters(true);
      statement.setReturnArrays(rows === 'arrays');
      prepared[rows].set(sql, statement);
    }
    return statement;
  };
  const explained = (error: unknown): unknown => {
    const known = asLibraryError(error, path);
    if (isAppError(known, 'library_damaged')) onDamaged?.();
    return known;
  };
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw explained(error);
    }
  };
  return {
    get: <T>(sql: string, params: Params = {}) =>
      guarded(() => prepare(sql).get(params) as T | undefined),
    all: <T>(sql: string, params: Params = {}) => guarded(() => prepare(sql).all(params) as T[]),
    table: <T extends unknown[]>(sql: string, params: Params = {}) =>
      guarded(() => prepare(sql, 'arrays').all(params) as unknown[] as T[]),
    run: (sql, params = {}) => guarded(() => Number(prepare(sql).run(params).changes)),
    transaction: (work) => {
      if (depth > 0) return work();
      guarded(() => connection.exec('BEGIN IMMEDIATE'));
      depth++;
      try {
        const result = work();
        guarded(() => connection.exec('COMMIT'));
        return result;
      } catch (error) {
        if (connection.isTransaction) connection.exec('ROLLBACK');
        throw error;
      } finally {
        depth--;
      }
    },
    close: () => {
      for (const statements of Object.values(prepared)) statements.clear();
      if (connection.isOpen) connection.close();
    },
  };
}

/** Throws `library_damaged` unless the catalogue holds together. Reads all of it. */
export function assertWhole(db: Database, path: string): void {
  const found = db.get<{ quick_check: string }>('PRAGMA quick_check(1)')?.quick_check;
  if (found !== 'ok') throw damaged(path);
}
