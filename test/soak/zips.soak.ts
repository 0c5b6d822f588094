import { execFile } from 'node:child_process';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { verifyZip } from '#core/exports/verify-zip.ts';
import { createZip } from '#core/exports/zip-writer.ts';
import { HUGE_EXPORT, type HugeExport } from '#test/huge-export.ts';
import { opensEverywhere } from '#test/zip-readers.ts';

const GIB = 2 ** 30;
const NEEDED_BYTES = 8 * GIB;
const NO_DATE = new Date(0);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headshot-desk-soak-'));
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < NEEDED_BYTES) throw new Error(`${folder} needs 8 GiB of free space.`);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function exported(kind: 'one' | 'many'): Promise<HugeExport> {
  const run = promisify(execFile);
  const options = { maxBuffer: 1e9 };
  const { stdout } = await run(process.execPath, [HUGE_EXPORT, kind, folder], options);
  return JSON.parse(stdout);
}

it('an export past 4 GiB with a file past 4 GiB opens everywhere, in little memory', async () => {
  const { report, peakBytes } = await exported('one');
  const path = join(folder, 'exports', 'one.zip');
  expect(report).toMatchObject({ asked: 3, failed: [], exports: [{ path, photos: 3 }] });
  expect(report.exports[0]?.sizeBytes).toBeGreaterThan(4.5 * GIB);
  expect(peakBytes).toBeLessThan(200e6);
  await opensEverywhere(path);
});

it('an export of 70,000 photos in 4.5 GB opens everywhere, in little memory', async () => {
  const { report, peakBytes } = await exported('many');
  const path = join(folder, 'exports', 'many.zip');
  expect(report).toMatchObject({ asked: 70_000, failed: [], exports: [{ path, photos: 70_000 }] });
  expect(report.exports[0]?.sizeBytes).toBeGreaterThan(4.2 * GIB);
  expect(peakBytes).toBeLessThan(300e6);
  expect(await verifyZip(path)).toMatchObject({ files: 70_002, hasManifest: true, problems: [] });
  await opensEverywhere(path);
});

it('a ZIP with files that begin on both sides of 4 GiB opens everywhere', async () => {
  const path = join(folder, 'a.zip');
  const zip = await createZip(path);
  const content = Buffer.alloc(64 * 2 ** 20 - 1, 'photo');
  for (let index = 0; index < 68; index += 1) await zip.add(`${index}.jpg`, content, NO_DATE);
  const { sizeBytes } = await zip.finish();
  expect(sizeBytes).toBeGreaterThan(4 * GIB);
  expect(await verifyZip(path)).toMatchObject({ files: 68, problems: [] });
  await opensEverywhere(path);
});

it.each([65_534, 65_535, 65_536])('a ZIP of %i files opens everywhere', async (count) => {
  const path = join(folder, 'a.zip');
  const zip = await createZip(path);
  for (let index = 0; index < count; index += 1) {
    await zip.add(`${index}.jpg`, Buffer.from(`${index}`), NO_DATE);
  }
  await zip.finish();
  expect(await verifyZip(path)).toMatchObject({ files: count, problems: [] });
  await opensEverywhere(path);
});
