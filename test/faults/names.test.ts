import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, posix, win32 } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createZip } from '#core/exports/zip-writer.ts';
import { plainDraw } from '#sandbox/plain.ts';
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts';
import type { SeedOrganization } from '#sandbox/seed.ts';
import { AWKWARD_NAMES } from '#test/awkward-names.ts';
import { cliRunner, type RunCommand } from '#test/cli-runner.ts';
import { namedOrganization } from '#test/named-organization.ts';
import { opensEverywhere, seenInside, unpackedEverywhere } from '#test/zip-readers.ts';

const draw = plainDraw();

let folder: string;
let to: string;
let sandbox: Sandbox;
let run: RunCommand;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headshot-desk-names-'));
  to = join(folder, 'exports');
});
afterEach(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

/** An organization with such names behind the command line, and its photos in the library. */
async function company(names: Parameters<typeof namedOrganization>[0]): Promise<void> {
  await start(namedOrganization(names));
}

async function start(seed: SeedOrganization): Promise<void> {
  sandbox = await startSandbox({ seed, draw, rateLimit: 100_000 });
  run = cliRunner(sandbox, join(folder, 'library'));
  const { status, stderr } = await run('download');
  expect(status, stderr).toBe(0);
}

/** Every file below `path`, with `/`, sorted. */
async function filesBelow(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .map((name) => name.replaceAll('\\', '/'))
    .toSorted();
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The hash of each photo at HeadshotPro, by its id. */
async function truth(): Promise<Map<string, string>> {
  const photos = [...sandbox.organization.models.values()].flatMap(({ id, photos: all }) =>
    [...all.keys()].map(async (photoId) => {
      const { bytes } = await draw(id, photoId, 'main');
      return [photoId, sha256(bytes)] as const;
    }),
  );
  return new Map(await Promise.all(photos));
}

/** The ZIPs that an export of everybody wrote, each opened: file names with hashes, by photo. */
async function exportedZips(options = '') {
  const { status, json } = await run(`export --all-teams --offline --to ${to} --json ${options}`);
  expect(status).toBe(0);
  const exports = json['exports'] as { path: string; photos: number }[];
  return Promise.all(
    exports.map(async ({ path, photos }) => {
      const inside = await seenInside(path);
      expect(inside.photos).toHaveLength(photos);
      return { path, ...inside };
    }),
  );
}

/** Which file each photo has become. */
async function namesByPhoto(options = ''): Promise<Record<string, string>> {
  const zips = await exportedZips(options);
  const files = zips.flatMap(({ path, photos }) =>
    photos.map((photo) => [photo['photoId'], `${basename(path)}/${photo['file']}`]),
  );
  return Object.fromEntries(files);
}

/** What Windows, macOS and Linux all take as it is, and put below the folder that they are given. */
function expectSafe(path: string): void {
  for (const name of path.split('/')) {
    expect(name).not.toMatch(/[<>:"\\|?*\p{C}\p{Zl}\p{Zp}]|^[-. ]|[. ]$|^$/u);
    expect(name).not.toMatch(
      /^(con|prn|aux|nul|clock\$|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)/i,
    );
    expect(Buffer.byteLength(`${name}.part`)).toBeLessThanOrEqual(143);
  }
  expect(path.length).toBeLessThanOrEqual(180);
  expect(posix.join('/to', path)).toBe(`/to/${path}`);
  expect(win32.join('C:\\to', path)).toBe(`C:\\to\\${path.replaceAll('/', '\\')}`);
}

/** No two are one file on any disk, whatever it makes of case and Unicode form. */
function expectDistinct(names: string[]): void {
  for (const form of ['NFC', 'NFD', 'NFKC']) {
    const folded = names.map((name) => name.normalize(form).toUpperCase().toLowerCase());
    expect(new Set(folded).size).toBe(names.length);
  }
}

const ALIKE = [
  ...['Anna Berg', 'Anna Berg', 'ANNA BERG', 'anna berg', 'Anna  Berg.', 'Anna/Berg'],
  ...['Zoe\u0301 Lind', 'Zo\u00e9 Lind', 'ZO\u00c9 LIND', 'Straße', 'STRASSE', 'ﬁnn', 'Finn'],
];

describe('people and teams of one name', () => {
  it('fault 23: each has files of their own, and every photo is there once', async () => {
    await company({ people: ALIKE, teams: ['Sales', 'SALES'], photos: 2 });
    const zips = await exportedZips();
    expectDistinct(zips.map(({ path }) => basename(path)));
    const wanted = await truth();
    const found = zips.flatMap(({ photos, sums }) =>
      photos.map((photo) => [photo['photoId'], sums[String(photo['file'])]]),
    );
    expect(found).toHaveLength(ALIKE.length * 2);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(wanted));
    for (const { sums, photos } of zips) {
      expectDistinct(Object.keys(sums));
      // A folder holds the photos of one person only.
      const owners = photos.map(
        (photo) => `${String(photo['file']).split('/')[0]} ${photo['email']}`,
      );
      const folders = owners.map((owner) => owner.split(' ').slice(0, -1).join(' '));
      expect(new Set(folders).size).toBe(new Set(owners).size);
      expectDistinct([...new Set(folders)]);
    }
  });

  it('fault 23: the names are planned before anything is written, and the same every time', async () => {
    await company({ people: ALIKE, teams: ['Sales', 'SALES'] });
    const { json } = await run(`export --all-teams --offline --dry-run --to ${to} --json`);
    expect(existsSync(to)).toBe(false);
    const plan = json['plan'] as { path: string; files: string[] }[];
    const planned = plan.flatMap(({ path, files }) =>
      files.map((file) => `${basename(path)}/${file}`),
    );
    const names = await namesByPhoto();
    expect(Object.values(names).toSorted()).toEqual(planned.toSorted());
    expect(await namesByPhoto('--overwrite')).toEqual(names);
  });

  it('fault 23: one more namesake renames none that is told apart already', async () => {
    await company({ people: ['Anna Berg', 'anna berg', 'Bo'] });
    const names = await namesByPhoto();
    await sandbox.close();
    await company({ people: ['Anna Berg', 'anna berg', 'Bo', 'A\u006ena BERG', 'Cy'] });
    const later = await namesByPhoto('--overwrite');
    expect(Object.keys(later)).toHaveLength(5);
    expect(later).toMatchObject(names);
    expectDistinct(Object.values(later));
  });

  it('fault 23: in a folder, too, nobody overwrites anybody', async () => {
    await company({ people: ALIKE, teams: ['Sales', 'SALES'] });
    const template = '{first|slug}';
    const { status } = await run(
      `export --all-teams --offline --layout folder --template ${template} --to ${to}`,
    );
    expect(status).toBe(0);
    const files = (await filesBelow(to)).filter((name) => name.endsWith('.jpg'));
    expectDistinct(files);
    const sums = await Promise.all(
      files.map(async (name) => sha256(await readFile(join(to, name)))),
    );
    expect(sums.toSorted()).toEqual([...(await truth()).values()].toSorted());
  });
});

describe('awkward names', () => {
  const teams = ['CON', '../up', 'a/b\\c', '.', '=1+1', '\u202etxt.exe', 'x'.repeat(300), 'Ops. '];

  it('fault 24: ZIPs are safe on every system, and four programs unpack them alike', async () => {
    await company({ people: AWKWARD_NAMES, teams, name: '../../organization' });
    const zips = await exportedZips();
    expect(await filesBelow(to)).toEqual(zips.map(({ path }) => basename(path)).toSorted());
    expect(zips).toHaveLength(teams.length);
    const wanted = await truth();
    expect(zips.flatMap(({ photos }) => photos)).toHaveLength(AWKWARD_NAMES.length);
    for (const { path, photos, sums } of zips) {
      expectSafe(basename(path));
      for (const name of Object.keys(sums)) expectSafe(name);
      for (const photo of photos) {
        expect(sums[String(photo['file'])]).toBe(wanted.get(String(photo['photoId'])));
      }
    }
    const [first] = zips.toSorted((a, b) => b.photos.length - a.photos.length);
    if (!first) throw new Error('no ZIP');
    await opensEverywhere(first.path);
    for (const { program, path } of await unpackedEverywhere(first.path, folder)) {
      expect(await filesBelow(path), program).toEqual(Object.keys(first.sums).toSorted());
      for (const [name, sum] of Object.entries(first.sums)) {
        expect(sha256(await readFile(join(path, name))), `${program}: ${name}`).toBe(sum);
      }
    }
  });

  it.each(['single-zip', 'folder'])(
    'fault 24: a %s takes them, and nothing is written anywhere else',
    async (layout) => {
      await company({ people: AWKWARD_NAMES, teams, name: 'CON' });
      const before = (await filesBelow(folder)).filter((name) => !name.startsWith('library/'));
      expect(before).toEqual([]);
      const { status } = await run(`export --all-teams --offline --layout ${layout} --to ${to}`);
      expect(status).toBe(0);
      const outside = (await filesBelow(folder)).filter(
        (name) => !/^(library|exports)\//.test(name),
      );
      expect(outside).toEqual([]);
      const files = await filesBelow(to);
      if (layout === 'single-zip') {
        expect(files).toEqual(['_CON.zip']);
        await opensEverywhere(join(to, '_CON.zip'));
        expect((await seenInside(join(to, '_CON.zip'))).photos).toHaveLength(AWKWARD_NAMES.length);
      } else {
        expect(files).toHaveLength(AWKWARD_NAMES.length + 2);
        for (const name of files) expectSafe(name);
      }
    },
  );

  it('fault 24: a template cannot lead out of the target folder', async () => {
    await company({ people: ['../../up', 'Bo'] });
    for (const template of [
      '../{person}',
      '/{person}',
      '{person}/../../x',
      'C:{person}',
      '..\\x',
    ]) {
      const result = await run(
        `export --all-teams --offline --layout folder --to ${to} --template '${template}' --json`,
      );
      expect(result.status).toBe(2);
      expect(result.json).toMatchObject({ error: { code: 'template_invalid' } });
    }
    const template = '{person}/{email}/{team}-{photoId}';
    const command = `export --all-teams --offline --layout folder --to ${to}`;
    expect((await run(`${command} --template ${template}`)).status).toBe(0);
    for (const name of await filesBelow(to)) expectSafe(name);
    expect(await readdir(folder)).toEqual(['exports', 'library']);
  });

  it('fault 24: the longest names leave room for .part, also deep below', async () => {
    const long = [
      '長'.repeat(200),
      'ж'.repeat(200),
      '👨‍👩‍👧‍👦'.repeat(60),
      'x'.repeat(255),
      'é'.repeat(300),
    ];
    await company({ people: long, teams: ['長'.repeat(100)] });
    const deep = join(to, 'd'.repeat(60));
    const { status } = await run(`export --all-teams --offline --layout folder --to ${deep}`);
    expect(status).toBe(0);
    const files = await filesBelow(deep);
    expect(files).toHaveLength(long.length + 2);
    for (const name of files) {
      expectSafe(name);
      expect(`${deep}/${name}.part`.length).toBeLessThanOrEqual(Math.max(245, deep.length + 70));
    }
  });
});

describe('awkward ids', () => {
  const IDS = [
    ...['a', 'A', '\u00e9', 'e\u0301', 'CON', 'nul.jpg', '../../up', 'a/b', 'a\\b', 'C:x', '-rf'],
    ...[
      'x'.repeat(200),
      '\u202egnp',
      'trailing.',
      'sp ace',
      '~xa~0123',
      '%2e%2e',
      '?',
      '#',
      '=1+1',
      '🦄',
    ],
  ];

  it('fault 24: photos and sessions of any id lie apart, inside the library, and come out again', async () => {
    const seed = namedOrganization({ people: IDS.map(() => 'Anna Berg'), teams: IDS.slice(0, 3) });
    for (const [index, id] of IDS.entries()) {
      const [model] = seed.people[index]?.models ?? [];
      if (!model?.photos[0]) throw new Error('no photo');
      model.id = id;
      model.photos = IDS.slice(0, 12).map((photo) => ({ ...NO_RATING, id: photo }));
      model.favoritePhotoId = null;
    }
    await start(seed);
    const photos = IDS.length * 12;
    const stored = await filesBelow(join(folder, 'library'));
    expect(stored.filter((name) => name.endsWith('.jpg'))).toHaveLength(photos);
    for (const name of stored) {
      expect(name).toMatch(/^org_named\/((photos\/[a-z0-9_~-]+\/)?[a-z0-9_.~-]+)$/);
    }
    expect(await readdir(folder)).toEqual(['library']);
    expect((await run('verify')).status).toBe(0);
    const template = '{modelId}/{photoId}';
    const zips = await exportedZips(`--layout single-zip --template ${template}`);
    expect(zips.map((zip) => zip.photos.length)).toEqual([photos]);
    for (const name of Object.keys(zips[0]?.sums ?? {})) expectSafe(name);
    const { sums = {}, photos: listed = [] } = zips[0] ?? {};
    for (const { modelId, photoId, file } of listed) {
      const { bytes } = await draw(String(modelId), String(photoId), 'main');
      expect(sums[String(file)]).toBe(sha256(bytes));
    }
  });
});

const NO_RATING = { likedStatus: 'none', createdAt: '2026-01-20T11:05:00.000Z' } as const;

describe('formulas', () => {
  const FORMULAS = [
    ...['=HYPERLINK("https://a.example","x")', '+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '\n=1'],
    ...[
      'x\n=1',
      'x\r\n@A1',
      'x;=1',
      'x;"=1',
      'x,+1',
      'x|-1',
      'x\u2028=1',
      '＝1',
      '"=1',
      "=cmd|' /C calc'!A0",
    ],
  ];

  it('fault 28: no name begins a row or a formula in the table, in any program', async () => {
    await company({ people: FORMULAS, teams: FORMULAS.slice(0, 3), name: '=1+1' });
    for (const { path } of await exportedZips()) {
      const { table, photos, csv } = await seenInside(path);
      expect(table.map((row) => row['photoId'])).toEqual(photos.map((photo) => photo['photoId']));
      for (const value of table.flatMap((row) => Object.values(row))) {
        expect(value).not.toMatch(/^["\s]*[=+\-@＝]|[\p{Cc}\u2028\u2029]/u);
      }
      // Programs that expect another separator, and take quotes as they come.
      for (const delimiter of [';', '|', '\t']) {
        const cells = parse(csv, { delimiter, bom: true, quote: null, relax_column_count: true });
        for (const cell of (cells as string[][]).flat())
          expect(cell).not.toMatch(/^["\s]*[=+\-@＝]/u);
      }
      expect(csv.toString().trimEnd().split('\r\n')).toHaveLength(photos.length + 1);
    }
  });

  it('fault 28: accents, quotes and other scripts come through intact, and JSON is exact', async () => {
    const people = ['Zoë "Zo" Ångström', 'O’Brien, Søren', '山田 太郎', 'محمد علی', '🦄', '=1+1'];
    await company({ people });
    const [zip] = await exportedZips();
    expect(zip?.csv.subarray(0, 3)).toEqual(Buffer.from('\ufeff'));
    const inTable = zip?.table.map((row) => row['person']);
    expect(inTable?.toSorted()).toEqual([...people.slice(0, 5), "'=1+1"].toSorted());
    const inJson = zip?.photos.map((photo) => photo['person']);
    expect(inJson?.toSorted()).toEqual(people.toSorted());
  });
});

describe('markup and control sequences', () => {
  const EVIL = [
    ...[
      '<img src=x onerror=alert(1)>',
      '</script><script>alert(1)</script>',
      '&lt;b&gt;',
      '[x](javascript:1)',
    ],
    ...[
      '\u001b[2J\u001b[31mred',
      '\u001b]0;title\u0007',
      '\u009b2J',
      'Bo\r0 photos',
      'Bo\nall well',
      '\u202egnp',
    ],
  ];
  const OBEYED = /[^\n\P{Cc}]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

  it('fault 29: a terminal shows names as text, in every command, on lines of their own', async () => {
    const [first = '', second = ''] = EVIL.slice(4);
    await company({
      people: EVIL,
      teams: [first, second, '<b>Ops</b>'],
      name: `Acme\u001b[2J\n<i>`,
    });
    const { photos } = [...sandbox.organization.models.values()][5] ?? {};
    const photoId = [...(photos?.keys() ?? [])][0] ?? '';
    for (const command of ['connect', 'sync', 'status', 'teams', 'people', 'people --search bo']) {
      await expectShownAsText(command);
    }
    await expectShownAsText(`export --all-teams --dry-run --to ${to}`);
    await expectShownAsText(`export --all-teams --to ${to}`);
    await expectShownAsText(`export --team '${first}x' --to ${to}`, 2);
    await expectShownAsText('download --person bo', 2);
    await expectShownAsText('people --organization nobody', 2);
    // One whose photo is damaged on disk and gone upstream: listed by name.
    sandbox.faults.add({
      match: { host: 'photos', photoId },
      fault: { kind: 'status', status: 404 },
    });
    const stored = (await filesBelow(join(folder, 'library'))).filter((it) => it.includes(photoId));
    await Promise.all(stored.map((it) => rm(join(folder, 'library', it))));
    await run('verify');
    const { stderr } = await expectShownAsText('download', 4);
    expect(stderr).toContain('\ufffd]0;title\ufffd, photo ');
    const { stdout } = await run('people');
    expect(stdout).toContain('<img src=x onerror=alert(1)>');
    expect(stdout.split('\n').filter((line) => /^(all well|0 photos)/.test(line))).toEqual([]);
  });

  async function expectShownAsText(command: string, wanted = 0) {
    const result = await run(command);
    expect(result.status, result.stderr).toBe(wanted);
    const again = command.startsWith('export') ? '--overwrite' : '';
    const { json, ...asJson } = await run(`${command} --json --debug ${again}`);
    expect(json).toBeTypeOf('object');
    for (const text of [result.stdout, result.stderr, asJson.stdout, asJson.stderr]) {
      expect(text).not.toMatch(OBEYED);
    }
    return result;
  }

  it('fault 29: manifests hold names as text, exact in JSON, and harm no terminal', async () => {
    await company({ people: EVIL, teams: ['<b>Ops</b>'] });
    const [zip] = await exportedZips();
    if (!zip) throw new Error('no ZIP');
    const named = zip.photos.map((photo) => String(photo['person']));
    expect(named.toSorted()).toEqual(EVIL.toSorted());
    expect(zip.json.toString()).not.toMatch(OBEYED);
    expect(zip.csv.toString()).not.toMatch(/[^\r\n\P{Cc}]/u);
    expect(zip.table.map((row) => row['person'])).toContain('</script><script>alert(1)</script>');
    expect(basename(zip.path)).toBe('_b_Ops__b_.zip');
  });

  it('fault 29: a ZIP made by others is checked without obeying its names', async () => {
    await company({ people: ['Bo'] });
    const path = join(folder, 'evil.zip');
    const zip = await createZip(path);
    const damaged = { name: '\u001b[2Jx\nfine.jpg', sizeBytes: 1, crc32: 0, date: new Date(0) };
    await zip.addPieces(damaged, [Buffer.from('x')]);
    await zip.finish();
    const { status, stdout, stderr } = await run(`verify ${path}`);
    expect(status).toBe(5);
    expect(stderr).toContain('\ufffd[2Jx\ufffdfine.jpg has changed');
    expect(stdout + stderr).not.toMatch(OBEYED);
    expect((await run(`verify ${path} --json`)).stdout).not.toMatch(OBEYED);
  });
});
