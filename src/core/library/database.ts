import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { AppError, isAppError } from '#shared/errors.ts';
import { asLibraryError } from './library-errors.ts';
import { MIGRATIONS } from './schema.ts';
import { sqlite } from './sqlite.ts';

export type Row = Record<string, unknown>;
export type Params = Record<string, SQLInputValue>;

/** A thin wrapper over one SQLite connection: prepared statements by their text, and transactions. */
export interface Database {
  /** The first row, or undefined. */
  get<T = Row>(sql: string, params?: Params): T | undefined;
  all<T = Row>(sql: string, params?: Params): T[];
  /** Rows one by one, as they are read. */
  iterate<T = Row>(sql: string, params?: Params): Generator<T>;
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
 * Throws `library_damaged`, `library_newer` (written by a later version) or a disk error.
 */
export function openDatabase(path: string, { readOnly, onDamaged }: DatabaseOptions): Database {
  const { DatabaseSync } = sqlite();
  let connection: DatabaseSync | undefined;
  try {
    connection = new DatabaseSync(path, { readOnly, timeout: 5_000 });
    const version = versionOf(connection);
    // Readers and the one writer do not wait for each other; a power cut may undo the last
    // commits but never damages the file, and the downloads adopt files whose rows were undone.
    if (!readOnly) connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    connection.exec('PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY;');
    migrate(connection, version, readOnly);
    return wrap(connection, path, onDamaged);
  } catch (error) {
    connection?.close();
    throw asLibraryError(error, path);
  }
}

/** How many migrations ran; `library_newer` for more than this program knows. Changes nothing. */
function versionOf(connection: DatabaseSync): number {
  const version = Number(connection.prepare('PRAGMA user_version').get()?.['user_version']);
  if (version > MIGRATIONS.length) {
    throw new AppError(
      'library_newer',
      'This library was written by a newer Headshot Desk. Update the app to open it; nothing was changed.',
    );
  }
  return version;
}

function migrate(connection: DatabaseSync, version: number, readOnly: boolean): void {
  if (version === MIGRATIONS.length) return;
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
  const statements = new Map<string, StatementSync>();
  let depth = 0;
  const prepare = (sql: string): StatementSync => {
    let statement = statements.get(sql);
    if (!statement) {
      statement = connection.prepare(sql);
      statement.setAllowUnknownNamedParameters(true);
      statements.set(sql, statement);
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
    *iterate<T>(sql: string, params: Params = {}) {
      try {
        // A statement of its own: a shared one would be reset by the next caller half-way.
        const statement = connection.prepare(sql);
        statement.setAllowUnknownNamedParameters(true);
        yield* statement.iterate(params) as IterableIterator<T>;
      } catch (error) {
        throw explained(error);
      }
    },
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
      statements.clear();
      if (connection.isOpen) connection.close();
    },
  };
}

/** Throws `library_damaged` unless the catalogue holds together. Reads all of it. */
export function assertWhole(db: Database, path: string): void {
  const found = db.get<{ quick_check: string }>('PRAGMA quick_check(1)')?.quick_check;
  if (found === 'ok') return;
  throw new AppError(
    'library_damaged',
    `The catalogue ${path} is damaged. Run \`headshot-desk verify --rebuild\` to put it aside; the next sync builds it anew and keeps the photos on disk.`,
  );
}
