import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, truncateSync, unlinkSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { planExport } from '#core/exports/plan.ts';
import { verifyZip } from '#core/exports/verify-zip.ts';
import { writeExport } from '#core/exports/write-export.ts';
import { createZip } from '#core/exports/zip-writer.ts';
import { verifyLibrary } from '#core/library/verify.ts';
import type { ExportCandidate, ExportOptions, ExportReport } from '#shared/export.ts';
import { AWKWARD_NAMES } from '#test/awkward-names.ts';
import { flipByte } from '#test/damage.ts';
import { diskSteps } from '#test/disk-steps.ts';
import { candidate, exportOptions, type SampleFolder, sampleFolder } from '#test/export-samples.ts';
import { syncedDesk } from '#test/synced-desk.ts';
import { opensEverywhere, seenInside, unpackedEverywhere } from '#test/zip-readers.ts';

vi.mock('node:fs/promises', async (original) =>
  (await import('#test/disk-steps.ts')).watched(await original()),
);

let folder: SampleFolder;
let to: string;
beforeEach(async () => {
  folder = await sampleFolder();
  to = join(folder.path, 'exports');
});
afterEach(() => folder.remove());

function planned(candidates: ExportCandidate[], changes: Partial<ExportOptions> = {}) {
  const context = { organizationName: 'Acme', exists: existsSync };
  return planExport(exportOptions({ to, ...changes }), candidates, context);
}

/** Photos of one team, each its own file of such a size. */
function photosOf(team: string, count: number, sizeBytes?: number): Promise<ExportCandidate[]> {
  const stored = Array.from({ length: count }, async (_, index) =>
    candidate({
      team: { id: team, name: team },
      modelId: team,
      photoId: `${index}`,
      file: await folder.store(`${team}-${index}`, sizeBytes),
    }),
  );
  return Promise.all(stored);
}

describe('ZIPs of every kind', () => {
  const DATES = [
    '0001-01-01',
    '1969-12-31',
    '1980-01-01',
    '2026-02-03',
    '2107-12-31',
    '2200-01-01',
  ];

  it.each([
    ['small', false],
    ['ZIP64', true],
  ])(
    'fault 25: a %s one with every awkward name opens in four programs, byte for byte',
    async (_, forceZip64) => {
      const file = await folder.store('x');
      const people = AWKWARD_NAMES.map((personName, index) =>
        candidate({ personName, personId: `${index}`, modelId: `m${index}`, file }),
      );
      const [target] = planned(people).targets;
      const contents = [Buffer.alloc(0), Buffer.from('x'), Buffer.alloc(1_100_000, 'large')];
      const expected = new Map(
        target?.entries.map(({ name }, index) => [name, contents[index % 3] ?? Buffer.alloc(0)]),
      );
      await mkdir(to);
      const path = join(to, 'team.zip');
      const zip = await createZip(path, { forceZip64 });
      for (const [index, [name, content]] of [...expected].entries()) {
        await zip.add(name, content, new Date(DATES[index % DATES.length] ?? ''));
      }
      await zip.finish();
      expect((await readFile(path)).includes('PK\u0006\u0006')).toBe(forceZip64);
      expect(await verifyZip(path)).toMatchObject({ files: AWKWARD_NAMES.length, problems: [] });
      await opensEverywhere(path);
      for (const { program, path: unpacked } of await unpackedEverywhere(path, folder.path)) {
        const files = await readdir(unpacked, { recursive: true, withFileTypes: true });
        expect(
          files.filter((it) => it.isFile()),
          program,
        ).toHaveLength(expected.size);
        for (const [name, content] of expected) {
          expect(content.equals(await readFile(join(unpacked, name))), `${program} ${name}`).toBe(
            true,
          );
        }
      }
    },
  );

  it('fault 25: 66,000 entries need ZIP64 and open everywhere', async () => {
    await mkdir(to);
    const path = join(to, 'many.zip');
    const zip = await createZip(path);
    for (let index = 0; index < 66_000; index += 1) {
      await zip.add(`${index}.jpg`, Buffer.from(`${index}`), new Date(0));
    }
    await zip.finish();
    expect(await verifyZip(path)).toMatchObject({ files: 66_000, problems: [] });
    await opensEverywhere(path);
  });
});

/** What can become of a stored photo, and what it is then called. */
const SPOILT: [string, (path: string) => unknown, string][] = [
  ['a flipped byte', (path) => flipByte(path, 1000), 'photo_damaged'],
  ['nothing', (path) => rm(path), 'photo_missing'],
  ['half of it', (path) => truncate(path, 700), 'photo_damaged'],
  ['an empty file', (path) => truncate(path, 0), 'photo_damaged'],
  ['more than it was', (path) => writeFile(path, 'more', { flag: 'a' }), 'photo_damaged'],
  [
    'a pipe nobody writes to',
    (path) => rm(path).then(() => execFileSync('mkfifo', [path])),
    'photo_damaged',
  ],
  ['a link to itself', (path) => rm(path).then(() => symlink(path, path)), 'photo_damaged'],
  ['an endless device', (path) => rm(path).then(() => symlink('/dev/zero', path)), 'photo_damaged'],
  ['a link to nowhere', (path) => rm(path).then(() => symlink('/nowhere', path)), 'photo_missing'],
];

describe('a photo that cannot be read', () => {
  it.skipIf(process.platform === 'win32')(
    'fault 26: whatever lies in its place it is left out by name, and the next run mends it',
    async () => {
      const { desk, photos } = await library();
      for (const [index, [, spoil]] of SPOILT.entries()) await spoil(photos[index]?.path ?? '');
      const options = exportOptions({ to, layout: 'single-zip' });
      const report = await desk.workspace.exports.run(options);
      const codes = new Map(report.failed.map(({ photoId, code }) => [photoId, code]));
      for (const [index, [what, , code]] of SPOILT.entries()) {
        expect(codes.get(photos[index]?.photoId ?? ''), what).toBe(code);
      }
      const kept = photos.length - SPOILT.length;
      expect(report).toMatchObject({ asked: photos.length, exports: [{ photos: kept }] });
      expect(codes.size).toBe(SPOILT.length);
      for (const { person, message } of report.failed) {
        expect(person).toMatch(/^[A-Z]\w+ [A-Z]\w+$/);
        expect(message).toMatch(/Download it again\.$/);
      }
      await expectGood(report.exports[0]?.path ?? '', kept);
      // A download fetches those photos and no others; then the export is whole.
      const before = desk.photoRequests().length;
      expect(await desk.downloadAll()).toMatchObject({ stored: SPOILT.length, failed: 0 });
      const fetched = photos.slice(0, SPOILT.length).map(({ request }) => request);
      expect(desk.photoRequests().slice(before).toSorted()).toEqual(fetched.toSorted());
      const again = await desk.workspace.exports.run({ ...options, overwrite: true });
      expect(again).toMatchObject({ failed: [], exports: [{ photos: photos.length }] });
      await expectGood(again.exports[0]?.path ?? '', photos.length);
    },
  );

  it.skipIf(process.platform === 'win32')(
    'fault 26: a check of the library finds whatever lies in its place, and never hangs',
    async () => {
      const { desk, photos } = await library();
      for (const [index, [, spoil]] of SPOILT.entries()) await spoil(photos[index]?.path ?? '');
      // What an export from the disk alone looks at: all but a flipped byte shows in the size.
      const options = exportOptions({ to });
      const { exports } = desk.workspace;
      expect(await exports.checkPresence(options.scope, options)).toBe(SPOILT.length - 1);
      const spoilt = photos.slice(0, SPOILT.length).map(({ photoId }) => photoId);
      const { problems } = await verifyLibrary(desk.workspace.library);
      expect(problems.map(({ photoId }) => photoId).toSorted()).toEqual(spoilt.toSorted());
      expect(await desk.downloadAll()).toMatchObject({ stored: SPOILT.length, failed: 0 });
      expect((await verifyLibrary(desk.workspace.library)).problems).toEqual([]);
    },
  );

  it('fault 26: where a folder lies in its place it is left out, and mended once that is gone', async () => {
    const { desk, photos } = await library();
    const [{ path, photoId }] = photos;
    await rm(path);
    await mkdir(path);
    const options = exportOptions({ to, layout: 'single-zip' });
    const report = await desk.workspace.exports.run(options);
    expect(report.failed).toMatchObject([{ photoId, code: 'photo_damaged' }]);
    // It may hold something of the user's: it is named, and not removed.
    expect(await desk.downloadAll()).toMatchObject({ stored: 0, failed: 1, halted: null });
    expect(desk.workspace.downloads.failures(null)).toMatchObject([
      { photoId, code: 'photo_blocked', message: expect.stringContaining(path) },
    ]);
    await rm(path, { recursive: true });
    expect(await desk.downloadAll()).toMatchObject({ stored: 1, failed: 0, halted: null });
    const again = await desk.workspace.exports.run({ ...options, overwrite: true });
    expect(again).toMatchObject({ failed: [], exports: [{ photos: photos.length }] });
  });

  /** A library of three people's twelve photos, all downloaded. */
  async function library() {
    const desk = await syncedDesk({ people: 3, photos: 4 });
    await desk.downloadAll();
    const { db, paths } = desk.workspace.library;
    const stored = db.all<{ modelId: string; photoId: string }>(
      'SELECT model_id AS modelId, photo_id AS photoId FROM files ORDER BY model_id, photo_id',
    );
    const [first, ...others] = stored.map(({ modelId, photoId }) => ({
      photoId,
      path: paths.photo(modelId, photoId, 'main', 'jpg'),
      request: `${modelId}/${photoId}/main`,
    }));
    if (!first) throw new Error('no photo');
    return { desk, photos: [first, ...others] as const };
  }

  it('fault 26: photos that go while the ZIP is written are left out, and no entry is cut', async () => {
    const photos = await photosOf('Sales', 40, 60_000);
    const pathOf = (it: ExportCandidate | undefined) =>
      it && 'path' in it.file ? it.file.path : '';
    let spoilt = false;
    const report = await writeExport(planned(photos, { template: '{photoId}' }), {
      onProgress: () => {
        if (spoilt) return;
        spoilt = true;
        for (const photo of photos.slice(20, 25)) unlinkSync(pathOf(photo));
        for (const photo of photos.slice(25, 30)) truncateSync(pathOf(photo), 30_000);
      },
    });
    const codes = report.failed.map(({ photoId, code }) => `${photoId} ${code}`).toSorted();
    expect(codes).toEqual([
      ...['20', '21', '22', '23', '24'].map((id) => `${id} photo_missing`),
      ...['25', '26', '27', '28', '29'].map((id) => `${id} photo_damaged`),
    ]);
    await expectGood(join(to, 'Sales.zip'), 30);
  });

  it('fault 26: when all of a team are unreadable it gets no ZIP, and the other teams go on', async () => {
    const [sales, ops] = await Promise.all([photosOf('Sales', 3), photosOf('Ops', 2)]);
    for (const { file } of sales) if ('path' in file) await rm(file.path);
    const report = await writeExport(planned([...sales, ...ops]));
    expect(report.failed.map(({ team, code }) => `${team.name} ${code}`)).toEqual(
      sales.map(() => 'Sales photo_missing'),
    );
    expect(await readdir(to)).toEqual(['Ops.zip']);
    expect(await photosInside(join(to, 'Ops.zip'))).toHaveLength(2);
  });

  it('fault 26: a library whose disk is gone gives a report of every photo, and no ZIP', async () => {
    const photos = await photosOf('Sales', 3);
    rmSync(join(folder.path, 'library'), { recursive: true });
    await writeFile(join(folder.path, 'library'), 'something else');
    const report = await writeExport(planned(photos, { layout: 'single-zip' }));
    expect(report).toMatchObject({ asked: 3, exports: [] });
    expect(report.failed).toHaveLength(3);
    expect(await readdir(to)).toEqual([]);
  });
});

describe('a ZIP that is not yet proven', () => {
  it.each(['zip-per-team', 'single-zip', 'folder'] as const)(
    'fault 27: a %s is closed, synced, read back, and only then gets its name',
    async (layout) => {
      const photos = await photosOf('Sales', 2);
      const plan = planned(photos, { layout, template: '{photoId}' });
      const { steps } = await diskSteps(() => writeExport(plan));
      const finals = layout === 'folder' ? ['0.jpg', '1.jpg', 'manifest.json'] : [zipName(layout)];
      for (const name of finals) {
        const of = steps.filter(
          (step) => step.includes(`${name}.part`) || step.endsWith(` ${name}`),
        );
        const at = (step: RegExp) => of.findIndex((each) => step.test(each));
        const synced = at(/^sync /);
        const named = at(/^(link|rename) /);
        expect(synced, of.join(', ')).toBeGreaterThan(at(/^open w/));
        expect(named, of.join(', ')).toBeGreaterThan(synced);
        if (layout !== 'folder') {
          const closed = at(/^close /);
          const openedAgain = of.findLastIndex((step) => step.startsWith('open r '));
          expect(closed, of.join(', ')).toBeGreaterThan(synced);
          expect(openedAgain, of.join(', ')).toBeGreaterThan(closed);
          expect(named, of.join(', ')).toBeGreaterThan(openedAgain);
        }
        // The name itself must survive a power cut.
        const folderSynced = steps.lastIndexOf('sync exports');
        expect(folderSynced).toBeGreaterThan(
          steps.findLastIndex((step) => /^(link|rename) /.test(step)),
        );
      }
    },
  );

  it('fault 27: nothing has the final name before every entry has been compared', async () => {
    const path = join(to, 'Sales.zip');
    const seen: boolean[] = [];
    let verified = 0;
    await writeExport(planned(await photosOf('Sales', 5)), {
      onProgress: ({ phase }) => {
        seen.push(existsSync(path));
        if (phase === 'verify') verified++;
      },
    });
    expect(verified).toBe(5);
    expect(seen.every((exists) => !exists)).toBe(true);
    expect(await photosInside(path)).toHaveLength(5);
  });

  /** What can happen to the file between its last byte and its proof. */
  const BETWEEN: [string, (part: string) => void, RegExp][] = [
    ['a byte of a photo flips', (part) => flipByte(part, 500_000), /\.jpg has changed/],
    ['a byte of a name flips', (part) => flipByte(part, 33), /two names/],
    [
      'its end is lost',
      (part) => truncateSync(part, 600_000),
      /not a whole ZIP|missing|instead of/,
    ],
    ['all of it is lost', (part) => truncateSync(part, 0), /not a whole ZIP/],
    ['it is gone', (part) => unlinkSync(part), /no file|not found|gone|reached/],
  ];

  it.each(BETWEEN)(
    'fault 27: when %s it is not delivered, and the other team is',
    async (_, spoil, why) => {
      const [ops, sales] = await Promise.all([photosOf('Ops', 2), photosOf('Sales', 20, 100_000)]);
      const report = await spoiling('Sales', planned([...ops, ...sales]), spoil);
      expect(report.exports.map(({ path }) => path)).toEqual([join(to, 'Ops.zip')]);
      expect(report.failed).toHaveLength(20);
      for (const { person, message } of report.failed) {
        expect(person).toBe('Anna Berg');
        expect(message).toMatch(why);
      }
      // Neither under its name nor under a temporary one.
      expect(await readdir(to)).toEqual(['Ops.zip']);
      const again = await writeExport(planned(sales));
      expect(again).toMatchObject({ failed: [], exports: [{ photos: 20 }] });
      await expectGood(join(to, 'Sales.zip'), 20);
    },
  );

  it('fault 27: a file of a folder that reads back otherwise is not delivered', async () => {
    const plan = planned(await photosOf('Sales', 3), { layout: 'folder', template: '{photoId}' });
    const { failure } = await diskSteps(
      () => writeExport(plan),
      (step) => {
        if (step === 'sync 1.jpg.part') flipByte(join(to, '1.jpg.part'), 900);
      },
    );
    expect(failure).toMatchObject({
      code: 'export_unverified',
      message: expect.stringMatching(/1\.jpg.*not kept/),
    });
    expect(await readdir(to)).toEqual(['0.jpg']);
  });

  it('fault 27: what was there before stays until the new one is proven', async () => {
    const photos = await photosOf('Sales', 20, 100_000);
    await writeExport(planned(photos));
    const path = join(to, 'Sales.zip');
    const before = await readFile(path);
    const plan = planned(photos.slice(1), { overwrite: true });
    await expect(spoiling('Sales', plan, (part) => flipByte(part, 500_000))).rejects.toMatchObject({
      code: 'export_unverified',
    });
    expect(before.equals(await readFile(path))).toBe(true);
    expect(await readdir(dirname(path))).toEqual(['Sales.zip']);
  });
});

/** An export in which `spoil` gets at the temporary file of `label` when it is whole and not yet read. */
function spoiling(
  label: string,
  plan: ReturnType<typeof planned>,
  spoil: (part: string) => void,
): Promise<ExportReport> {
  const part = join(to, `${label}.zip.part`);
  return diskSteps(
    () => writeExport(plan),
    (step) => {
      if (step === `close ${label}.zip.part`) spoil(part);
    },
  ).then(({ result, failure }) => {
    if (failure) throw failure;
    if (!result) throw new Error('no report');
    return result;
  });
}

function zipName(layout: ExportOptions['layout']): string {
  return layout === 'single-zip' ? 'Acme.zip' : 'Sales.zip';
}

/** It opens everywhere and holds so many photos, each as its manifest says. */
async function expectGood(path: string, count: number): Promise<void> {
  await opensEverywhere(path);
  expect(await photosInside(path)).toHaveLength(count);
  expect((await verifyZip(path)).problems).toEqual([]);
}

/** The photos that another reader finds in a ZIP, each as the manifest says; and nothing else. */
async function photosInside(path: string): Promise<unknown[]> {
  const { sums, photos } = await seenInside(path);
  expect(Object.keys(sums)).toHaveLength(photos.length + 2);
  for (const photo of photos) expect(sums[String(photo['file'])]).toBe(photo['sha256']);
  return photos;
}
