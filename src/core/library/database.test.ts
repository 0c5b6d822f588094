import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from './database.ts';
import { MIGRATIONS } from './schema.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headshot-desk-database-'));
  path = join(folder, 'catalogue.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const opened = () => openDatabase(path, { readOnly: false });
const code = (name: string) => expect.objectContaining({ code: name });

/** Changes the file without our wrapper. */
function raw(sql: string): void {
  const connection = new DatabaseSync(path);
  connection.exec(sql);
  connection.close();
}

describe('migrations', () => {
  it.each(MIGRATIONS.map((_, index) => index))(
    'lead on from version %i, keeping what is there',
    (version) => {
      raw(MIGRATIONS.slice(0, version).join(';'));
      if (version > 0) raw(`INSERT INTO organization (uid, name) VALUES ('org', 'Kept')`);
      raw(`PRAGMA user_version = ${version}`);
      const db = opened();
      expect(db.get('PRAGMA user_version')).toEqual({ user_version: MIGRATIONS.length });
      expect(db.all('SELECT name FROM organization')).toEqual(
        version > 0 ? [{ name: 'Kept' }] : [],
      );
      db.close();
      expect(() => opened().close()).not.toThrow();
    },
  );

  it('keep the history of actions, and let it say "in part"', () => {
    raw(MIGRATIONS.slice(0, 4).join(';'));
    raw(`INSERT INTO actions (kind, subject, state, started_at)
      VALUES ('team.add', 'Sales', 'done', '2026-01-01T00:00:00.000Z'); PRAGMA user_version = 4`);
    const db = opened();
    expect(db.all('SELECT id, subject, state FROM actions')).toEqual([
      { id: 1, subject: 'Sales', state: 'done' },
    ]);
    db.run("UPDATE actions SET state = 'partial'");
    db.close();
  });

  const newer = `PRAGMA user_version = ${MIGRATIONS.length + 1}`;

  it('of a newer version with all that is read here are only for reading', () => {
    raw(`${MIGRATIONS.join(';')}; CREATE TABLE later (x); ${newer}`);
    raw(`INSERT INTO organization (uid, name) VALUES ('org', 'Kept')`);
    const before = readFileSync(path);
    expect(() => openDatabase(path, { readOnly: false })).toThrow(code('library_newer'));
    const db = openDatabase(path, { readOnly: true });
    expect(db.get('SELECT name FROM organization')).toEqual({ name: 'Kept' });
    db.close();
    expect(readFileSync(path)).toEqual(before);
  });

  it('of a newer version that lacks something are refused, too', () => {
    raw(`${MIGRATIONS.join(';')}; ALTER TABLE people RENAME TO persons; ${newer}`);
    for (const readOnly of [false, true]) {
      expect(() => openDatabase(path, { readOnly })).toThrow(code('library_newer'));
    }
  });

  it.each([
    ['another program’s', 'CREATE TABLE bookmarks (x)'],
    ['another program’s with a version', 'CREATE TABLE bookmarks (x); PRAGMA user_version = 1'],
    ['another program’s with a high version', 'CREATE TABLE a (x); PRAGMA user_version = 77'],
    ['an absurd version', `${MIGRATIONS.join(';')}; PRAGMA user_version = 16777216`],
    ['a negative version', `${MIGRATIONS.join(';')}; PRAGMA user_version = -1`],
  ])('are not run on what is not ours: %s', (_, sql) => {
    raw(sql);
    const before = readFileSync(path);
    for (const readOnly of [false, true]) {
      expect(() => openDatabase(path, { readOnly })).toThrow(code('library_damaged'));
    }
    expect(readFileSync(path)).toEqual(before);
  });

  it('are not made by somebody who only reads', () => {
    raw('PRAGMA user_version = 0');
    expect(() => openDatabase(path, { readOnly: true })).toThrow(code('library_missing'));
  });
});

describe('a transaction', () => {
  const count = (db: ReturnType<typeof opened>) => db.all('SELECT * FROM teams').length;
  const INSERT = `INSERT INTO teams (id, name, sort_key, seen_pass) VALUES (:id, 'T', 't', 1)`;

  it('is all or nothing, with those inside it', () => {
    const db = opened();
    const work = () =>
      db.transaction(() => {
        db.run(INSERT, { id: 'a' });
        db.transaction(() => db.run(INSERT, { id: 'b' }));
        throw new Error('half-way');
      });
    expect(work).toThrow('half-way');
    expect(count(db)).toBe(0);
    expect(db.transaction(() => db.run(INSERT, { id: 'a' }))).toBe(1);
    expect(count(db)).toBe(1);
    db.close();
  });

  it('gives rows as arrays as well, with the same text', () => {
    const db = opened();
    for (const id of ['a', 'b']) db.run(INSERT, { id });
    const sql = 'SELECT id, gone_at FROM teams ORDER BY id';
    expect(db.table(sql)).toEqual([
      ['a', null],
      ['b', null],
    ]);
    expect(db.all(sql)).toEqual([
      { id: 'a', gone_at: null },
      { id: 'b', gone_at: null },
    ]);
    db.close();
  });
});

describe('a reader', () => {
  it('sees what was committed while somebody writes, and cannot write itself', () => {
    const writer = opened();
    const reader = openDatabase(path, { readOnly: true });
    writer.transaction(() => {
      writer.run(`INSERT INTO organization (uid, name) VALUES ('org', 'N')`);
      expect(reader.all('SELECT * FROM organization')).toEqual([]);
    });
    expect(reader.all('SELECT uid FROM organization')).toEqual([{ uid: 'org' }]);
    expect(() => reader.run('DELETE FROM organization')).toThrow(code('disk_failed'));
    writer.close();
    expect(reader.all('SELECT uid FROM organization')).toEqual([{ uid: 'org' }]);
    reader.close();
    reader.close();
  });
});

it('a folder that is not there is trouble with the disk', () => {
  const nowhere = join(folder, 'nowhere', 'catalogue.sqlite');
  expect(() => openDatabase(nowhere, { readOnly: false })).toThrow(code('disk_failed'));
});
