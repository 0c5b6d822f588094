import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planExport } from '#core/exports/plan.ts';
import { verifyZip } from '#core/exports/verify-zip.ts';
import { writeExport } from '#core/exports/write-export.ts';
import type { ExportCandidate, ExportOptions, ExportPlan } from '#shared/export.ts';
import type { Progress } from '#shared/progress.ts';
import {
  candidate,
  exportOptions,
  type SampleFolder,
  sampleFolder,
  twoTeams,
} from '#test/export-samples.ts';
import { opensEverywhere, seenInside } from '#test/zip-readers.ts';

let folder: SampleFolder;
let to: string;
beforeEach(async () => {
  folder = await sampleFolder();
  to = join(folder.path, 'exports');
});
afterEach(() => folder.remove());

function planned(candidates: ExportCandidate[], changes: Partial<ExportOptions> = {}): ExportPlan {
  const context = { organizationName: 'Acme', exists: existsSync };
  return planExport(exportOptions({ to, ...changes }), candidates, context);
}

/** Every file below `path`, sorted, with `/`. */
async function filesBelow(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(path.length + 1)
        .replaceAll('\\', '/'),
    )
    .toSorted();
}

describe('a ZIP per team', () => {
  it('opens everywhere and holds each photo, byte for byte, with its manifest', async () => {
    const candidates = await twoTeams(folder);
    const report = await writeExport(planned(candidates));
    expect(await readdir(to)).toEqual(['Ops.zip', 'Sales.zip']);
    expect(report).toMatchObject({ asked: 4, failed: [] });
    const sales = join(to, 'Sales.zip');
    const bytes = await readFile(sales);
    expect(report.exports[0]).toEqual({
      team: { id: 't1', name: 'Sales' },
      path: sales,
      photos: 3,
      sizeBytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    await opensEverywhere(sales);
    const { sums, photos } = await seenInside(sales);
    expect(Object.keys(sums)).toEqual([
      'Anna Berg/anna-berg-01-favorite.jpg',
      'Anna Berg/anna-berg-02.jpg',
      'Bo Øst/bo-ost-01.jpg',
      'manifest.csv',
      'manifest.json',
    ]);
    for (const photo of photos) expect(sums[String(photo['file'])]).toBe(photo['sha256']);
    expect(photos.map((it) => it['photoId'])).toEqual(['a2', 'a1', 'b1']);
    expect((await verifyZip(sales)).problems).toEqual([]);
  });

  it('gives the same bytes for the same photos', async () => {
    const candidates = await twoTeams(folder);
    const first = await writeExport(planned(candidates));
    const again = await writeExport(planned(candidates.toReversed(), { overwrite: true }));
    const sums = (report: typeof first) => report.exports.map((it) => it.sha256).toSorted();
    expect(sums(again)).toEqual(sums(first));
  });

  it('counts both phases up to a total known from the start', async () => {
    const seen: Progress[] = [];
    await writeExport(planned(await twoTeams(folder)), {
      onProgress: (it) => seen.push({ ...it }),
    });
    expect(new Set(seen.map((it) => it.total))).toEqual(new Set([4]));
    for (const phase of ['zip', 'verify']) {
      const ofPhase = seen.filter((it) => it.phase === phase);
      expect(ofPhase.map((it) => it.done)).toEqual([1, 2, 3, 4]);
      expect(ofPhase.at(-1)).toMatchObject({ bytes: 12_000, failed: 0, label: 'Ops' });
    }
  });

  it('counts the photos that are left out, in both phases', async () => {
    const candidates = await twoTeams(folder);
    const [damaged, missing, kept] = candidates;
    if (!damaged || !missing || !kept) throw new Error('no sample');
    const pathOf = (it: ExportCandidate) => ('path' in it.file ? it.file.path : '');
    const content = await readFile(pathOf(damaged));
    content[1000] = (content[1000] ?? 0) ^ 1;
    await writeFile(pathOf(damaged), content);
    await rm(pathOf(missing));
    const folderInstead = await folder.store('c1');
    const grown = await folder.store('c2');
    await rm(folderInstead.path);
    await mkdir(folderInstead.path);
    await writeFile(grown.path, 'more', { flag: 'a' });
    const seen: Progress[] = [];
    const report = await writeExport(
      planned([
        ...candidates,
        candidate({ photoId: 'c1', file: folderInstead }),
        candidate({ photoId: 'c2', file: grown }),
        candidate({ photoId: 'c3', file: { missing: 'photo_gone', message: 'Gone.' } }),
      ]),
      { onProgress: (it) => seen.push({ ...it }) },
    );
    expect(report.asked).toBe(7);
    expect(report.failed.map((it) => [it.photoId, it.code, it.person]).toSorted()).toEqual([
      ['a1', 'photo_damaged', 'Anna Berg'],
      ['a2', 'photo_missing', 'Anna Berg'],
      ['c1', 'photo_damaged', 'Anna Berg'],
      ['c2', 'photo_damaged', 'Anna Berg'],
      ['c3', 'photo_gone', 'Anna Berg'],
    ]);
    const { photos } = await seenInside(join(to, 'Sales.zip'));
    expect(photos.map((it) => it['photoId'])).toEqual(['b1']);
    expect(seen.at(-1)).toMatchObject({ phase: 'verify', done: 6, total: 6, failed: 4 });
  });

  it('writes no ZIP for a team whose photos all turn out to be gone', async () => {
    const file = await folder.store('x');
    await rm(file.path);
    const report = await writeExport(planned([candidate({ file })]));
    expect(report).toMatchObject({ exports: [], failed: [{ code: 'photo_missing' }] });
    expect(await readdir(to)).toEqual([]);
  });
});

describe('one ZIP, one folder', () => {
  it('puts all teams into one ZIP', async () => {
    const template = '{team}/{person}/{photoId}';
    const plan = planned(await twoTeams(folder), { layout: 'single-zip', template });
    const report = await writeExport(plan);
    expect(report.exports).toMatchObject([{ team: null, path: join(to, 'Acme.zip'), photos: 4 }]);
    await opensEverywhere(join(to, 'Acme.zip'));
  });

  it('writes a folder with its manifests', async () => {
    const template = '{team}/{photoId}';
    const report = await writeExport(
      planned(await twoTeams(folder), { layout: 'folder', template }),
    );
    expect(await filesBelow(to)).toEqual([
      'Ops/b2.jpg',
      'Sales/a1.jpg',
      'Sales/a2.jpg',
      'Sales/b1.jpg',
      'manifest.csv',
      'manifest.json',
    ]);
    const manifest = await readFile(join(to, 'manifest.json'));
    expect(report.exports[0]).toMatchObject({
      photos: 4,
      sha256: createHash('sha256').update(manifest).digest('hex'),
    });
    for (const { file, sha256 } of JSON.parse(manifest.toString()).photos) {
      const content = await readFile(join(to, file));
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
    }
  });
});

describe('what is there already', () => {
  it('is refused before anything is written', async () => {
    await mkdir(to);
    await writeFile(join(to, 'Sales.zip'), 'mine');
    const candidates = await twoTeams(folder);
    expect(() => planned(candidates)).toThrow(/Sales\.zip/);
    expect(await readdir(to)).toEqual(['Sales.zip']);
  });

  it.each(['zip-per-team', 'folder'] as const)(
    'stays when it appears while a %s is written, and the others go on',
    async (layout) => {
      const plan = planned(await twoTeams(folder), { layout, template: '{team}-{photoId}' });
      await mkdir(to);
      const taken = join(to, layout === 'folder' ? 'Ops-b2.jpg' : 'Sales.zip');
      await writeFile(taken, 'mine');
      const outcome = await writeExport(plan).catch((error: unknown) => error);
      expect(await readFile(taken, 'utf8')).toBe('mine');
      if (layout === 'folder') expect(outcome).toMatchObject({ code: 'target_exists' });
      else {
        expect(outcome).toMatchObject({ asked: 4, exports: [{ photos: 1 }] });
        expect(outcome).toHaveProperty('failed.2.code', 'target_exists');
      }
      expect((await filesBelow(to)).filter((name) => name.endsWith('.part'))).toEqual([]);
    },
  );

  it.each(['zip-per-team', 'folder'] as const)(
    'is replaced in a %s when told to',
    async (layout) => {
      const candidates = await twoTeams(folder);
      const options = { layout, template: '{team}-{photoId}', overwrite: true };
      await writeExport(planned(candidates, options));
      const first = await filesBelow(to);
      const report = await writeExport(planned(candidates, options));
      expect(report.failed).toEqual([]);
      expect(await filesBelow(to)).toEqual(first);
    },
  );
});

describe('interruptions', () => {
  it('says what is in the way of the target folder', async () => {
    await writeFile(to, 'a file');
    const plan = planned(await twoTeams(folder), { to: join(to, 'deeper') });
    await expect(writeExport(plan)).rejects.toMatchObject({ code: 'disk_failed' });
  });

  it('does not write through a link that lies where a .part goes', async () => {
    await mkdir(to);
    const victim = join(folder.path, 'victim');
    await writeFile(victim, 'mine');
    await symlink(victim, join(to, 'Sales.zip.part'));
    await writeExport(planned(await twoTeams(folder)));
    expect(await readFile(victim, 'utf8')).toBe('mine');
  });
});
