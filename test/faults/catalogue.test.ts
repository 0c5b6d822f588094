import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MIGRATIONS } from '#core/library/schema.ts';
import { plainDraw, plainOrganization } from '#sandbox/plain.ts';
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts';
import { cliRunner, type RunCommand } from '#test/cli-runner.ts';
import { CAN_MOUNT, smallDisks } from '#test/disks.ts';
import { expectSame, photoFilesBelow } from '#test/synced-desk.ts';
import { unzipped } from '#test/zip-readers.ts';

const PHOTOS = 12;
const PAGE_BYTES = 4096;

let folder: string;
let root: string;
let sandbox: Sandbox;
let run: RunCommand;
/** One organization's library, and its catalogue. */
let library: string;
let catalogue: string;
let truth: Map<string, Buffer>;

const draw = plainDraw();
const smallDisk = smallDisks();
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headshot-desk-catalogue-'));
  root = join(folder, 'library');
  await use(plainOrganization({ people: 3, photosPerPerson: 4 }));
});
afterEach(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

/** A library that has everything of a HeadshotPro with this organization. */
async function use(seed: Parameters<typeof startSandbox>[0]['seed']): Promise<void> {
  await sandbox?.close();
  sandbox = await startSandbox({ seed, draw, rateLimit: 100_000 });
  run = cliRunner(sandbox, root);
  expect((await run('download')).status).toBe(0);
  library = join(root, sandbox.organization.uid);
  catalogue = join(library, 'catalogue.sqlite');
  truth = await photoFilesBelow(join(library, 'photos'));
  expect(truth.size).toBe(PHOTOS);
}

/** Somebody was deleted upstream, and a photo of somebody else; the library knows. */
async function somethingGoneUpstream(): Promise<void> {
  const [first, second] = [...sandbox.organization.models.values()];
  if (!first || !second) throw new Error('no sample');
  sandbox.organization.deleteModel(first.id);
  sandbox.organization.deletePhoto(second.id, [...second.photos.keys()][1] ?? '');
  expect((await run('sync --full')).status).toBe(0);
}

const offline = { key: null, env: { HEADSHOTPRO_API_URL: 'http://127.0.0.1:9/api/v2' } };

/** The photos in the ZIPs of an export, whatever their names. */
async function packed(to: string): Promise<Buffer[]> {
  const all: Buffer[] = [];
  for (const zip of await readdir(to)) {
    const files = await unzipped(join(to, zip));
    all.push(...[...files].filter(([name]) => name.endsWith('.jpg')).map(([, bytes]) => bytes));
  }
  return all.sort(Buffer.compare);
}

const allPhotos = () => [...truth.values()].sort(Buffer.compare);
const size = () => statSync(catalogue).size;
const put = (content: string | Uint8Array, at: number) => {
  const file = openSync(catalogue, 'r+');
  const bytes = Buffer.from(content);
  writeSync(file, bytes, 0, bytes.length, at);
  closeSync(file);
};
const zero = (from: number, to: number) => put(Buffer.alloc(to - from), from);
const sqlOf = (path: string, sql: string) => {
  const db = new DatabaseSync(path);
  db.exec(sql);
  db.close();
};

/** A page in the middle of a table's rows, by the table's own root page. */
function pageOf(table: string): number {
  const db = new DatabaseSync(catalogue, { readOnly: true });
  const found = db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(table);
  db.close();
  return (Number(found?.['rootpage']) - 1) * PAGE_BYTES;
}

const HARMS: [string, () => void][] = [
  ['zeroed', () => zero(0, size())],
  ['its first page zeroed', () => zero(0, PAGE_BYTES)],
  ['zeroed but for its first page', () => zero(PAGE_BYTES, size())],
  ['its magic gone', () => put('SQLite format 4', 0)],
  ['its version a wild number', () => put(Uint8Array.of(0x7f, 0xff, 0xff, 0xff), 60)],
  ['its version negative', () => put(Uint8Array.of(0xff, 0xff, 0xff, 0xff), 60)],
  ['its version zero', () => put(Uint8Array.of(0, 0, 0, 0), 60)],
  ['its list of tables garbage', () => put('?'.repeat(2000), 1000)],
  ['its people’s page garbage', () => put('?'.repeat(PAGE_BYTES), pageOf('people'))],
  [
    'its organization’s page zeroed',
    () => zero(pageOf('organization'), pageOf('organization') + PAGE_BYTES),
  ],
  ['cut in the middle', () => truncateSync(catalogue, Math.floor(size() / 2))],
  ['cut within a page', () => truncateSync(catalogue, 3 * PAGE_BYTES + 17)],
  ['cut to one page', () => truncateSync(catalogue, PAGE_BYTES)],
  ['cut within its head', () => truncateSync(catalogue, 50)],
  ['empty', () => truncateSync(catalogue, 0)],
  ['deleted', () => rmSync(catalogue)],
  ['text', () => writeFileSync(catalogue, 'Shopping list: eggs, milk. '.repeat(400))],
  ['a photo', () => writeFileSync(catalogue, truth.values().next().value ?? '')],
  [
    'a folder',
    () => {
      rmSync(catalogue);
      mkdirSync(join(catalogue, 'something'), { recursive: true });
    },
  ],
  [
    'with a folder for its log',
    () => {
      put('SQLite format 4', 0);
      mkdirSync(`${catalogue}-wal`);
    },
  ],
  [
    'another program’s database',
    () => {
      rmSync(catalogue);
      sqlOf(catalogue, 'CREATE TABLE bookmarks (url TEXT); PRAGMA user_version = 78');
    },
  ],
  [
    'another program’s database without a version',
    () => {
      rmSync(catalogue);
      sqlOf(catalogue, 'CREATE TABLE people (id TEXT); CREATE TABLE notes (id TEXT)');
    },
  ],
  [
    'a database with nothing in it',
    () => {
      rmSync(catalogue);
      sqlOf(catalogue, 'CREATE TABLE t (x); DROP TABLE t');
    },
  ],
  [
    'a table without one of its columns',
    () => sqlOf(catalogue, 'ALTER TABLE files DROP COLUMN sha256'),
  ],
];

describe('a catalogue that is no longer whole', () => {
  it.each(HARMS)(
    'fault 18: %s, it is put aside and built anew from the files, without a network, and nothing is lost',
    async (_, harm) => {
      await somethingGoneUpstream();
      harm();
      const isFile = existsSync(catalogue) && statSync(catalogue).isFile();
      const damaged = isFile ? readFileSync(catalogue) : null;

      const to = join(folder, 'zips');
      let exported = await run(`export --offline --select all --to ${to}`, offline);
      if (exported.status === 5) {
        // Some damage shows only when it is read: that is said, and the next start knows.
        expect(exported.stderr).toMatch(/is damaged\. Start Headshot Desk again, or run/);
        exported = await run(`export --offline --select all --to ${to}`, offline);
      }
      expect([exported.status, exported.stderr]).toEqual([0, expect.any(String)]);
      expect(await packed(to)).toEqual(allPhotos());
      const status = await run('status --json', offline);
      expect(status.json).toMatchObject({ stored: PHOTOS, photos: PHOTOS, failed: 0 });
      if (damaged && damaged.length > 0 && (await asides()).length > 0) {
        expect(exported.stderr).toMatch(/The catalogue was damaged\. It was put aside as /);
        const [aside = ''] = await asides();
        expect(readFileSync(join(library, aside))).toEqual(damaged);
      }

      // HeadshotPro is asked again, and says whose they are and what is gone; nothing is fetched.
      sandbox.requests.clear();
      expect((await run('download')).status).toBe(0);
      expect(sandbox.stats().photoRequests).toBe(0);
      const again = join(folder, 'again');
      expect((await run(`export --offline --select all --to ${again}`, offline)).status).toBe(0);
      expect(await packed(again)).toEqual(allPhotos());
      expectSame(await photoFilesBelow(join(library, 'photos')), truth);
      const people = (await run('people --json', offline)).json['people'] as { name: string }[];
      expect(people.filter(({ name }) => !name.startsWith('Recovered'))).toHaveLength(3);
    },
  );
});

describe('what can still be read of a damaged catalogue', () => {
  it('fault 18: is kept: names, teams, picks and what was gone, without a network', async () => {
    await somethingGoneUpstream();
    const [photo = ''] = truth.keys();
    const [modelId = '', photoId = ''] = photo.split('/');
    sqlOf(catalogue, `INSERT INTO marks VALUES ('${modelId}', '${photoId}', 'pick', 4)`);
    const people = (await run('people --json', offline)).json['people'];
    const teams = (await run('teams --json', offline)).json['teams'];
    zero(pageOf('photos'), pageOf('photos') + PAGE_BYTES);
    zero(pageOf('files'), pageOf('files') + PAGE_BYTES);

    const rebuilt = await run('verify --rebuild', offline);
    expect([rebuilt.status, rebuilt.stderr]).toEqual([0, expect.stringMatching(/12 photo files/)]);
    expect((await run('people --json', offline)).json['people']).toEqual(people);
    expect((await run('teams --json', offline)).json['teams']).toEqual(teams);
    expect(rowsOf('SELECT model_id, photo_id, pick, stars FROM marks')).toEqual([
      { model_id: modelId, photo_id: photoId, pick: 'pick', stars: 4 },
    ]);
    expect((await run('verify', offline)).status).toBe(0);
  });

  it('fault 18: is not believed about files that are not there, or are others', async () => {
    const [lost = '', other = ''] = filePaths();
    zero(pageOf('people'), pageOf('people') + PAGE_BYTES);
    writeFileSync(join(library, 'catalogue.suspect'), '');
    rmSync(lost);
    writeFileSync(other, 'something else');
    const verified = await run('verify --json', offline);
    expect(verified.status).toBe(4);
    expect(verified.json['problems']).toMatchObject([{ state: 'missing' }, { state: 'damaged' }]);
    sandbox.requests.clear();
    expect((await run('download')).status).toBe(0);
    expect(sandbox.stats().photoRequests).toBe(2);
    expectSame(await photoFilesBelow(join(library, 'photos')), truth);
  });

  it('fault 18: of another organization’s catalogue is not mixed in', async () => {
    const theirs = join(folder, 'theirs.sqlite');
    copyFileSync(catalogue, theirs);
    sqlOf(theirs, `UPDATE organization SET uid = 'org_theirs'; UPDATE people SET name = 'Eve'`);
    copyFileSync(theirs, catalogue);
    // Whole, it is refused and stays as it is.
    const refused = await run('download');
    expect([refused.status, refused.stderr]).toEqual([
      3,
      expect.stringMatching(/belongs to another organization/),
    ]);
    expect(readFileSync(catalogue)).toEqual(readFileSync(theirs));
    // Damaged, nothing of it is taken over.
    zero(pageOf('photos'), pageOf('photos') + PAGE_BYTES);
    writeFileSync(join(library, 'catalogue.suspect'), '');
    expect((await run('download')).status).toBe(0);
    expect(JSON.stringify((await run('people --json', offline)).json)).not.toContain('Eve');
  });
});

describe('photo files that nobody knows', () => {
  it('fault 18: are shown under a name that says so until HeadshotPro is asked', async () => {
    rmSync(catalogue);
    await run('verify', offline);
    const before = (await run('people --json', offline)).json['people'] as { name: string }[];
    expect(before.map(({ name }) => name)).toEqual(
      [...sandbox.organization.models.keys()].sort().map((id) => `Recovered ${id}`),
    );
    expect((await run('sync')).status).toBe(0);
    const after = (await run('people --json', offline)).json['people'] as { name: string }[];
    expect(after.map(({ name }) => name)).toEqual(['Anna Adams', 'Ben Adams', 'Clara Adams']);
    expect((await run('status --json', offline)).json).toMatchObject({ stored: PHOTOS });
  });

  it('fault 18: that are no photos are named as damaged, fetched again, and never exported', async () => {
    const [cut = '', junk = '', huge = ''] = filePaths();
    truncateSync(cut, 2_000);
    writeFileSync(junk, 'not a photo');
    truncateSync(huge, 5_000_000_000);
    rmSync(catalogue);
    const to = join(folder, 'zips');
    const exported = await run(`export --offline --select all --to ${to} --json`, offline);
    expect(exported.status).toBe(4);
    const failed = exported.json['failed'] as { code: string }[];
    expect(failed.map(({ code }) => code)).toEqual(Array(3).fill('photo_damaged'));
    expect(await packed(to)).toHaveLength(PHOTOS - 3);
    sandbox.requests.clear();
    expect((await run('download')).status).toBe(0);
    expect(sandbox.stats().photoRequests).toBe(3);
    expectSame(await photoFilesBelow(join(library, 'photos')), truth);
  });

  it('fault 18: beside them, other people’s files and folders are left alone', async () => {
    const photos = join(library, 'photos');
    writeFileSync(join(photos, '.DS_Store'), 'x');
    mkdirSync(join(photos, 'My Holidays'));
    writeFileSync(join(photos, 'My Holidays', 'beach.main.jpg'), 'x');
    const [model = ''] = sandbox.organization.models.keys();
    writeFileSync(join(photos, model, 'Thumbs.db'), 'x');
    writeFileSync(join(photos, model, 'notes.txt'), 'x');
    mkdirSync(join(photos, model, 'a.main.jpg'));
    rmSync(catalogue);
    expect((await run('verify', offline)).status).toBe(0);
    expect((await run('status --json', offline)).json).toMatchObject({ people: 3, photos: PHOTOS });
    expect(readFileSync(join(photos, 'My Holidays', 'beach.main.jpg'), 'utf8')).toBe('x');
  });

  it('fault 18: whose ids no path can show find their people at the next sync', async () => {
    const seed = plainOrganization({ people: 3, photosPerPerson: 4 });
    for (const [at, { models }] of seed.people.entries()) {
      for (const model of models) {
        model.id = `Model ${at}`;
        for (const [number, photo] of model.photos.entries()) photo.id = `P.${at}.${number}`;
        model.favoritePhotoId = model.photos[0]?.id ?? null;
      }
    }
    await rm(root, { recursive: true });
    await use(seed);
    rmSync(catalogue);
    const to = join(folder, 'zips');
    expect((await run(`export --offline --select all --to ${to}`, offline)).status).toBe(0);
    expect(await packed(to)).toEqual(allPhotos());
    sandbox.requests.clear();
    expect((await run('download')).status).toBe(0);
    expect(sandbox.stats().photoRequests).toBe(0);
    const { people, photos, stored } = (await run('status --json', offline)).json;
    expect({ people, photos, stored }).toEqual({ people: 3, photos: PHOTOS, stored: PHOTOS });
    expect((await run('verify', offline)).status).toBe(0);
  });

  it('fault 18: taking them in can be stopped, and goes on at the next start', async () => {
    rmSync(catalogue);
    const stop = new AbortController();
    const stopping = run('verify', {
      ...offline,
      signal: stop.signal,
      onStderr: (text) => text.includes('photos on disk') && stop.abort(new Error('Stopped.')),
    });
    expect((await stopping).status).toBe(130);
    expect((await run('verify', offline)).status).toBe(0);
    expect((await run('status --json', offline)).json).toMatchObject({ stored: PHOTOS });
  });
});

describe('what SQLite keeps beside the catalogue', () => {
  /** As a kill leaves it: the last commits are in the log only. */
  async function killed(): Promise<void> {
    const db = new DatabaseSync(catalogue);
    db.exec('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0');
    db.exec(`DELETE FROM files; UPDATE people SET name = 'Half'`);
    for (const suffix of ['', '-wal', '-shm'])
      copyFileSync(catalogue + suffix, `${catalogue}${suffix}.kept`);
    db.close();
    for (const suffix of ['', '-wal', '-shm'])
      renameSync(`${catalogue}${suffix}.kept`, catalogue + suffix);
    writeFileSync(join(library, 'writer.json'), '{}');
  }

  it.each<[string, () => void]>([
    ['a log that is missing', () => rmSync(`${catalogue}-wal`)],
    ['a log that is empty', () => truncateSync(`${catalogue}-wal`, 0)],
    ['a log that is garbage', () => writeFileSync(`${catalogue}-wal`, '?'.repeat(20_000))],
    ['a log that is cut off', () => truncateSync(`${catalogue}-wal`, 5_000)],
    ['a log that is a folder', () => aFolderIsAt(`${catalogue}-wal`)],
    ['an index that is garbage', () => writeFileSync(`${catalogue}-shm`, '?'.repeat(32_768))],
    ['an index that is zeroed', () => writeFileSync(`${catalogue}-shm`, Buffer.alloc(32_768))],
    ['an index that is missing', () => rmSync(`${catalogue}-shm`)],
    ['an index that is a folder', () => aFolderIsAt(`${catalogue}-shm`)],
  ])('fault 18: %s, costs no photo and no fetch', async (_, harm) => {
    await killed();
    harm();
    sandbox.requests.clear();
    const { status, stderr } = await run('download');
    expect([status, stderr]).toEqual([0, expect.any(String)]);
    expect(sandbox.stats().photoRequests).toBe(0);
    expect((await run('status --json', offline)).json).toMatchObject({ stored: PHOTOS, people: 3 });
    expect((await run('verify', offline)).status).toBe(0);
    expect(JSON.stringify((await run('people --json', offline)).json)).not.toContain('Half');
    expectSame(await photoFilesBelow(join(library, 'photos')), truth);
  });
});

describe('a catalogue of a newer version', () => {
  const newer = `PRAGMA user_version = ${MIGRATIONS.length + 1}`;

  it('fault 18: is opened to look at it, and never written', async () => {
    const people = (await run('people --json', offline)).json['people'];
    sqlOf(catalogue, `CREATE TABLE later (x); ALTER TABLE people ADD COLUMN mood TEXT; ${newer}`);
    const before = readFileSync(catalogue);
    expect((await run('people --json', offline)).json['people']).toEqual(people);
    expect((await run('status --json', offline)).json).toMatchObject({ stored: PHOTOS });
    for (const command of ['sync', 'download', 'verify', 'verify --rebuild']) {
      const { status, stderr } = await run(command);
      expect([status, stderr]).toEqual([5, expect.stringMatching(/newer Headshot Desk\. Update/)]);
    }
    expect(readFileSync(catalogue)).toEqual(before);
    expect(await asides()).toEqual([]);
  });

  it('fault 18: that cannot even be read says so, and stays as it is', async () => {
    sqlOf(catalogue, `ALTER TABLE people RENAME TO persons; ${newer}`);
    const before = readFileSync(catalogue);
    const { status, stderr } = await run('people', offline);
    expect([status, stderr]).toEqual([5, expect.stringMatching(/newer Headshot Desk\. Update/)]);
    expect(readFileSync(catalogue)).toEqual(before);
  });
});

it('fault 18: one library that is damaged does not hide the others', async () => {
  const other = join(root, 'org_other');
  mkdirSync(join(other, 'photos'), { recursive: true });
  writeFileSync(join(other, 'catalogue.sqlite'), 'This is not a database. '.repeat(500));
  const unnamed = await run('status', offline);
  expect([unnamed.status, unnamed.stderr]).toEqual([
    2,
    expect.stringMatching(/org_other \(org_other\).*Plain & Sons/s),
  ]);
  const named = await run(`status --json --organization '${sandbox.organization.uid}'`, offline);
  expect(named.json).toMatchObject({ stored: PHOTOS });
  const damaged = await run('status --organization org_other', offline);
  expect([damaged.status, damaged.stderr]).toEqual([5, expect.stringMatching(/is damaged\./)]);
});

it.skipIf(!CAN_MOUNT)(
  'fault 18: on a disk that cannot be written it is opened to look at it',
  async () => {
    const disk = smallDisk('size=40m');
    await rm(root, { recursive: true });
    root = join(disk.path, 'library');
    await use(plainOrganization({ people: 3, photosPerPerson: 4 }));
    disk.change('ro');
    expect((await run('status --json', offline)).json).toMatchObject({ stored: PHOTOS });
    expect((await run('people --json', offline)).json['people']).toHaveLength(3);
    const { status, stderr } = await run('download');
    expect([status, stderr]).toEqual([5, expect.stringMatching(/cannot be written\. Check its/)]);
    disk.change('rw');
    expect((await run('download')).status).toBe(0);
  },
);

/** Catalogues that were put aside. */
async function asides(): Promise<string[]> {
  return (await readdir(library)).filter((name) => /^catalogue\.damaged-.*\.sqlite$/.test(name));
}

function aFolderIsAt(path: string): void {
  rmSync(path);
  mkdirSync(path);
}

/** The photo files of the library, in the order of the catalogue's keys. */
function filePaths(): string[] {
  return [...truth.keys()].toSorted().map((key) => {
    const [modelId = '', photoId = '', variant = ''] = key.split('/');
    return join(library, 'photos', modelId, `${photoId}.${variant}.jpg`);
  });
}

function rowsOf(sql: string): unknown[] {
  const db = new DatabaseSync(catalogue, { readOnly: true });
  const rows = db.prepare(sql).all();
  db.close();
  return rows.map((row) => ({ ...row }));
}
