import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { member, model, photo, SampleLibrary } from '#test/library-samples.ts';
import { openLibrary, readLibrary } from './library.ts';
import { listLibraries } from './library-list.ts';
import { organizationFolder } from './paths.ts';
import { getPerson } from './people.ts';
import { MIGRATIONS } from './schema.ts';
import { verifyLibrary } from './verify.ts';

let sample: SampleLibrary;
beforeEach(() => {
  sample = new SampleLibrary();
});
afterEach(() => sample.remove());

const code = (name: string) => expect.objectContaining({ code: name });
/** SQLite's own default. */
const PAGE_BYTES = 4096;

const upstream = {
  members: [member('mira', { name: 'Mira', modelId: 'm1' })],
  models: [model('m1')],
  photos: { m1: Array.from({ length: 400 }, (_, index) => photo('m1', `photo-${index}`)) },
};

describe('a library', () => {
  it('is there again with all it had when it is opened again', () => {
    sample.sync(upstream);
    expect(sample.library.putAside).toBeNull();
    expect(getPerson(sample.reopen().db, 'mira')).toMatchObject({ name: 'Mira', photoCount: 400 });
  });

  it('is refused for another organization, and stays free for its own', () => {
    sample.sync(upstream);
    sample.close();
    renameSync(organizationFolder(sample.root, 'org'), organizationFolder(sample.root, 'other'));
    const options = { ...sample, program: 'test' };
    expect(() => openLibrary('other', options)).toThrow(code('other_organization'));
    renameSync(organizationFolder(sample.root, 'other'), organizationFolder(sample.root, 'org'));
    expect(getPerson(sample.library.db, 'mira')?.name).toBe('Mira');
  });

  it('can be read without writing, also while it is written; not before there is one', () => {
    expect(() => readLibrary(join(sample.root, 'org'), sample)).toThrow(code('library_missing'));
    sample.sync(upstream);
    const reader = readLibrary(sample.library.paths.folder, sample);
    expect(getPerson(reader.db, 'mira')?.name).toBe('Mira');
    sample.sync({ ...upstream, members: [member('mira', { name: 'Mira Dahl', modelId: 'm1' })] });
    expect(getPerson(reader.db, 'mira')?.name).toBe('Mira Dahl');
    reader.close();
    sample.close();
    const alone = readLibrary(join(sample.root, 'org'), sample);
    expect(getPerson(alone.db, 'mira')?.name).toBe('Mira Dahl');
    alone.close();
  });

  it('is listed by its name, beside whatever else is in the folder', () => {
    expect(listLibraries(join(sample.root, 'nowhere'))).toEqual([]);
    sample.sync(upstream);
    mkdirSync(join(sample.root, 'photos of the summer party'));
    writeFileSync(join(sample.root, 'notes.txt'), '');
    const folder = join(sample.root, 'org');
    const found = { folder, uid: 'org', problem: null };
    expect(listLibraries(sample.root)).toEqual([{ ...found, name: 'Northlight' }]);
  });

  it('says that its place is no folder', () => {
    writeFileSync(join(sample.root, 'org'), '');
    expect(() => sample.library).toThrow(code('disk_failed'));
  });
});

describe('a damaged catalogue', () => {
  let path: string;
  const size = () => statSync(path).size;
  const zero = (from: number, to: number) => {
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.alloc(to - from), 0, to - from, from);
    closeSync(file);
  };
  let photoPath: string;

  beforeEach(() => {
    sample.sync(upstream);
    path = sample.library.paths.catalogue;
    photoPath = sample.library.paths.photo('m1', 'photo-0', 'main', 'jpg');
    mkdirSync(dirname(photoPath), { recursive: true });
    writeFileSync(photoPath, 'a photo');
  });

  /** Where the first page of a table is. */
  const pageOf = (table: string) => {
    const row = sample.library.db.get<{ rootpage: number }>(
      'SELECT rootpage FROM sqlite_schema WHERE name = :table',
      { table },
    );
    return ((row?.rootpage ?? 1) - 1) * PAGE_BYTES;
  };

  it('in the organization’s own row is put aside at once', () => {
    const page = pageOf('organization');
    sample.close();
    zero(page, page + PAGE_BYTES);
    expect(sample.library.putAside).not.toBeNull();
  });

  const harms: [string, () => void][] = [
    ['garbage', () => writeFileSync(path, 'This is not a database. '.repeat(500))],
    ['zeroed', () => zero(0, size())],
    ['zeroed but for its head', () => zero(PAGE_BYTES, size())],
    ['cut short', () => truncateSync(path, Math.floor(size() / 2))],
    ['cut to less than a page', () => truncateSync(path, 1000)],
  ];

  it.each(harms)('%s is put aside, begun anew, and the photos stay', (_, harm) => {
    sample.close();
    harm();
    const damaged = readFileSync(path);
    const { putAside, db } = sample.library;
    expect(existsSync(sample.library.paths.recovering)).toBe(true);
    expect(putAside).toMatch(/catalogue\.damaged-.*\.sqlite$/);
    expect(readFileSync(putAside ?? '')).toEqual(damaged);
    expect(sample.log.lines.join()).toContain('put aside');
    expect(db.get('SELECT uid, synced_at FROM organization')).toEqual({
      uid: 'org',
      synced_at: null,
    });
    sample.sync(upstream);
    expect(getPerson(sample.reopen().db, 'mira')?.photoCount).toBe(400);
    expect(sample.library.putAside).toBeNull();
    expect(readFileSync(photoPath, 'utf8')).toBe('a photo');
  });

  it('emptied is begun anew', () => {
    sample.close();
    truncateSync(path, 0);
    sample.sync(upstream);
    expect(getPerson(sample.library.db, 'mira')?.photoCount).toBe(400);
  });

  it('whose damage shows only in use is put aside on the next opening', async () => {
    const page = pageOf('photos');
    sample.close();
    zero(page, page + PAGE_BYTES);
    expect(sample.library.putAside).toBeNull();
    expect(() => sample.sync(upstream)).toThrow(code('library_damaged'));
    await expect(verifyLibrary(sample.library)).rejects.toEqual(code('library_damaged'));
    expect(sample.reopen().putAside).not.toBeNull();
    sample.sync(upstream);
    expect(sample.reopen().putAside).toBeNull();
  });

  it('is not put aside for a suspicion that proves wrong', () => {
    writeFileSync(sample.library.paths.suspect, '');
    const { putAside, paths, db } = sample.reopen();
    expect(putAside).toBeNull();
    expect(getPerson(db, 'mira')?.name).toBe('Mira');
    expect(existsSync(paths.suspect)).toBe(false);
  });

  it('is named to somebody who only reads, who changes nothing', () => {
    sample.close();
    writeFileSync(path, 'This is not a database. '.repeat(500));
    const before = readdirSync(join(sample.root, 'org')).toSorted();
    expect(() => readLibrary(join(sample.root, 'org'), sample)).toThrow(code('library_damaged'));
    expect(readdirSync(join(sample.root, 'org')).toSorted()).toEqual(before);
  });

  it('of a newer version is no damaged one: it stays where it is', () => {
    sample.library.db.run(`PRAGMA user_version = ${MIGRATIONS.length + 1}`);
    sample.close();
    const before = readFileSync(path);
    expect(() => sample.library).toThrow(code('library_newer'));
    expect(readFileSync(path)).toEqual(before);
    // And nobody is locked out by the attempt.
    expect(() => sample.library).toThrow(code('library_newer'));
  });
});
