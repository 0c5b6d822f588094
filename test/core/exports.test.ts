import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planExport } from '#core/exports/plan.ts';
import { verifyZip } from '#core/exports/verify-zip.ts';
import { writeExport } from '#core/exports/write-export.ts';
import { createZip } from '#core/exports/zip-writer.ts';
import type { ExportCandidate, ExportOptions, ExportPlan } from '#shared/export.ts';
import type { Progress } from '#shared/progress.ts';
import { candidate, exportOptions, type SampleFolder, sampleFolder } from '#test/export-samples.ts';
import { opensEverywhere, seenInside, unzipped } from '#test/zip-readers.ts';

let folder: SampleFolder;
let to: string;
beforeEach(async () => {
  folder = await sampleFolder();
  to = join(folder.path, 'exports');
});
afterEach(() => folder.remove());

/** Two teams: three photos of two people in Sales, one in Ops. */
async function company(): Promise<ExportCandidate[]> {
  const bo = { personId: 'bo', modelId: 'm-bo', personName: 'Bo Øst', email: 'bo@example.com' };
  const ops = { team: { id: 't2', name: 'Ops' } };
  return [
    candidate({ photoId: 'a1', file: await folder.store('a1') }),
    candidate({ photoId: 'a2', favorite: true, file: await folder.store('a2') }),
    candidate({ photoId: 'b1', ...bo, file: await folder.store('b1') }),
    candidate({ photoId: 'b2', ...bo, ...ops, file: await folder.store('b2') }),
  ];
}

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
    const candidates = await company();
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

  it('fault 28: what people typed starts no row and no formula in the table', async () => {
    const typed = [
      'x\n=HYPERLINK("https://a.example")',
      'x\r@A1',
      'x\r\n+1,"2',
      '\n=1',
      'x;-1\u2028=1',
    ];
    const candidates = typed.map(async (text, index) =>
      candidate({
        photoId: `p${index}`,
        personId: `person-${index}`,
        personName: text,
        email: text,
        team: { id: 't1', name: `Sales${text}` },
        file: await folder.store(`p${index}`),
      }),
    );
    const { exports } = await writeExport(planned(await Promise.all(candidates)));
    const { photos, table } = await seenInside(exports[0]?.path ?? '');
    expect(table.map((row) => row['photoId'])).toEqual(photos.map((photo) => photo['photoId']));
    expect(photos.map((photo) => photo['email']).toSorted()).toEqual(typed.toSorted());
    for (const value of table.flatMap((row) => Object.values(row))) {
      expect(value).not.toMatch(/(^|[\r\n\u2028,;])\s*[=+\-@]/u);
    }
  });

  it('gives the same bytes for the same photos', async () => {
    const candidates = await company();
    const first = await writeExport(planned(candidates));
    const again = await writeExport(planned(candidates.toReversed(), { overwrite: true }));
    const sums = (report: typeof first) => report.exports.map((it) => it.sha256).toSorted();
    expect(sums(again)).toEqual(sums(first));
  });

  it('counts both phases up to a total known from the start', async () => {
    const seen: Progress[] = [];
    await writeExport(planned(await company()), { onProgress: (it) => seen.push({ ...it }) });
    expect(new Set(seen.map((it) => it.total))).toEqual(new Set([4]));
    for (const phase of ['zip', 'verify']) {
      const ofPhase = seen.filter((it) => it.phase === phase);
      expect(ofPhase.map((it) => it.done)).toEqual([1, 2, 3, 4]);
      expect(ofPhase.at(-1)).toMatchObject({ bytes: 12_000, failed: 0, label: 'Ops' });
    }
  });

  it('fault 17, 26: leaves out damaged, missing and unreadable photos by name and goes on', async () => {
    const candidates = await company();
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

  it('fault 24: takes awkward names, and gives them back as planned', async () => {
    const names = [
      'CON',
      'aux.jpg',
      'dot.',
      '../up',
      'a/b\\c',
      '\u0007bell',
      '🦄',
      'é'.repeat(300),
    ];
    const more = [
      '\u202egnp.exe',
      'محمد علی',
      '=HYPERLINK("x")',
      'e\u0301',
      '\u00e9',
      '-rf',
      ' ',
      '"',
    ];
    const file = await folder.store('x');
    const candidates = [...names, ...more].map((personName, index) =>
      candidate({ personName, personId: `${index}`, modelId: `m${index}`, file }),
    );
    const plan = planned(candidates);
    await writeExport(plan);
    await opensEverywhere(join(to, 'Sales.zip'));
    const { sums } = await seenInside(join(to, 'Sales.zip'));
    const wanted = plan.targets[0]?.entries.map((entry) => entry.name) ?? [];
    expect(wanted).toHaveLength(names.length + more.length);
    expect(Object.keys(sums)).toEqual([...wanted, 'manifest.csv', 'manifest.json']);
    const unpacked = join(folder.path, 'unpacked');
    for (const [name, content] of await unzipped(join(to, 'Sales.zip'))) {
      await mkdir(dirname(join(unpacked, name)), { recursive: true });
      await writeFile(join(unpacked, name), content, { flag: 'wx' });
    }
    expect(await filesBelow(unpacked)).toEqual(Object.keys(sums).toSorted());
  });

  it('fault 24: any names at all survive the way through a ZIP', async () => {
    const file = await folder.store('x', 50);
    const people = fc.array(fc.string({ unit: 'binary', maxLength: 80 }), {
      minLength: 1,
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(people, async (names) => {
        const candidates = names.map((personName, index) =>
          candidate({ personName, personId: `${index}`, modelId: `m${index}`, file }),
        );
        const report = await writeExport(planned(candidates, { overwrite: true }));
        expect(report.exports[0]?.photos).toBe(names.length);
      }),
      { numRuns: 25 },
    );
  });
});

describe('one ZIP, one folder', () => {
  it('puts all teams into one ZIP', async () => {
    const template = '{team}/{person}/{photoId}';
    const plan = planned(await company(), { layout: 'single-zip', template });
    const report = await writeExport(plan);
    expect(report.exports).toMatchObject([{ team: null, path: join(to, 'Acme.zip'), photos: 4 }]);
    await opensEverywhere(join(to, 'Acme.zip'));
  });

  it('writes a folder with its manifests', async () => {
    const template = '{team}/{photoId}';
    const report = await writeExport(planned(await company(), { layout: 'folder', template }));
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
    const candidates = await company();
    expect(() => planned(candidates)).toThrow(/Sales\.zip/);
    expect(await readdir(to)).toEqual(['Sales.zip']);
  });

  it.each(['zip-per-team', 'folder'] as const)(
    'stays when it appears while a %s is written, and the others go on',
    async (layout) => {
      const plan = planned(await company(), { layout, template: '{team}-{photoId}' });
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
      const candidates = await company();
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
  it('fault 35: a cancelled export leaves finished ZIPs and nothing half', async () => {
    const controller = new AbortController();
    const export_ = writeExport(planned(await company()), {
      signal: controller.signal,
      onProgress: (it) => {
        if (it.phase === 'zip' && it.label === 'Ops') controller.abort();
      },
    });
    await expect(export_).rejects.toMatchObject({
      code: 'cancelled',
      message: expect.stringContaining('1 finished ZIP of 2'),
    });
    expect(await readdir(to)).toEqual(['Sales.zip']);
  });

  it('fault 35: a folder export is cancelled without a stray .part', async () => {
    const controller = new AbortController();
    const onProgress = () => controller.abort();
    const plan = planned(await company(), { layout: 'folder' });
    await expect(
      writeExport(plan, { signal: controller.signal, onProgress }),
    ).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(await filesBelow(to)).toEqual(['Anna Berg/anna-berg-01-favorite.jpg']);
  });

  it('fault 3: a killed export leaves no ZIP under its name, and can be run again', async () => {
    const file = await folder.store('big', 200_000);
    const candidates = Array.from({ length: 2_000 }, (_, i) =>
      candidate({ photoId: `${i}`, file }),
    );
    const plan = planned(candidates);
    const part = join(to, 'Sales.zip.part');
    const child = await startExport(plan);
    while (!existsSync(part) && child.exitCode === null) await new Promise(setImmediate);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('close', resolve));
    expect(await readdir(to)).toEqual(['Sales.zip.part']);
    const few = planned(candidates.slice(0, 3));
    expect(await writeExport(few)).toMatchObject({ failed: [], exports: [{ photos: 3 }] });
    expect(await readdir(to)).toEqual(['Sales.zip']);
  });

  it('fault 16: a disk that stops taking bytes half-way is said plainly, and nothing stays', async () => {
    const file = await folder.store('big', 200_000);
    const candidates = Array.from({ length: 100 }, (_, i) => candidate({ photoId: `${i}`, file }));
    // The shell's file size limit (in blocks of at most 1 KiB) stands in for a full disk.
    const child = await startExport(planned(candidates), 'trap "" XFSZ; ulimit -f 4096;');
    let errors = '';
    child.stderr.on('data', (piece) => {
      errors += String(piece);
    });
    const exitCode = await new Promise((resolve) => child.once('close', resolve));
    expect({ exitCode, errors }).toEqual({
      exitCode: 3,
      errors: expect.stringMatching(/^disk_failed .*EFBIG/),
    });
    expect(await readdir(to)).toEqual([]);
  });

  it('fault 16: an export larger than the disk is refused before it starts', async () => {
    const file = { ...(await folder.store('x')), sizeBytes: 1e15 };
    await expect(writeExport(planned([candidate({ file })]))).rejects.toMatchObject({
      code: 'disk_full',
      message: expect.stringMatching(/needs 1,000,000,001 MB.*has only [\d,]+ MB/),
    });
    expect(await readdir(to)).toEqual([]);
  });

  it('says what is in the way of the target folder', async () => {
    await writeFile(to, 'a file');
    const plan = planned(await company(), { to: join(to, 'deeper') });
    await expect(writeExport(plan)).rejects.toMatchObject({ code: 'disk_failed' });
  });

  it('does not write through a link that lies where a .part goes', async () => {
    await mkdir(to);
    const victim = join(folder.path, 'victim');
    await writeFile(victim, 'mine');
    await symlink(victim, join(to, 'Sales.zip.part'));
    await writeExport(planned(await company()));
    expect(await readFile(victim, 'utf8')).toBe('mine');
  });
});

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

/** Runs `plan` in a process of its own. It exits with 3 and `code message` when that fails. */
async function startExport(plan: ExportPlan, before = '') {
  const module = join(import.meta.dirname, '../../src/core/exports/write-export.ts');
  const input = join(folder.path, 'plan.json');
  const script = join(folder.path, 'export.ts');
  await writeFile(input, JSON.stringify(plan));
  await writeFile(
    script,
    `import { readFileSync } from 'node:fs';
    import { writeExport } from ${JSON.stringify(module)};
    try {
      await writeExport(JSON.parse(readFileSync(${JSON.stringify(input)}, 'utf8')));
    } catch (error) {
      process.stderr.write(error.code + ' ' + error.message + ' ' + error.cause?.code);
      process.exitCode = 3;
    }`,
  );
  return spawn('sh', ['-c', `${before} exec "$0" "$1"`, process.execPath, script]);
}
