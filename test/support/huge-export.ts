import { existsSync } from 'node:fs';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { crc32 } from 'node:zlib';
import { planExport } from '#core/exports/plan.ts';
import { writeExport } from '#core/exports/write-export.ts';
import type { ExportCandidate, ExportReport, StoredFile } from '#shared/export.ts';
import { candidate, exportOptions, storedFile } from './export-samples.ts';

/** What a {@link HUGE_EXPORT} says when it has ended. */
export interface HugeExport {
  report: ExportReport;
  /** The most memory that its process has had. */
  peakBytes: number;
}

/**
 * A program that exports far more than a company has, in a process of its own:
 * `node huge-export.ts one|many <folder>` makes one photo of 4.5 GiB beside two small ones, or 70,000
 * of 65 KB, exports them to `<folder>/exports`, and writes a {@link HugeExport} in JSON.
 */
export const HUGE_EXPORT = fileURLToPath(import.meta.url);

const HUGE_BYTES = 4.5 * 2 ** 30;
const MANY = 70_000;
const DIFFERENT = 100;

if (process.argv[1] === HUGE_EXPORT) await run(process.argv[2] ?? '', process.argv[3] ?? '');

async function run(kind: string, folder: string): Promise<void> {
  // As the command line does.
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=25');
  const library = join(folder, 'library');
  await mkdir(library, { recursive: true });
  const candidates = kind === 'one' ? await oneHuge(library) : await manySmall(library);
  const options = exportOptions({ to: join(folder, 'exports'), layout: 'single-zip' });
  const context = { organizationName: kind, exists: existsSync };
  const report = await writeExport(planExport(options, candidates, context));
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  process.stdout.write(JSON.stringify({ report, peakBytes } satisfies HugeExport));
}

async function oneHuge(library: string): Promise<ExportCandidate[]> {
  const [first, huge, last] = [
    await small(library, 'first'),
    await sparse(library),
    await small(library, 'last'),
  ];
  return [first, huge, last].map((file, index) => candidate({ photoId: `${index}`, file }));
}

/** All zeros, which the disk need not hold. */
async function sparse(library: string): Promise<StoredFile> {
  const path = join(library, 'huge.jpg');
  await using file = await open(path, 'w');
  await file.truncate(HUGE_BYTES);
  const zeros = Buffer.alloc(2 ** 20);
  let crc = 0;
  for (let bytes = 0; bytes < HUGE_BYTES; bytes += zeros.length) crc = crc32(zeros, crc);
  return { ...storedFile(path, Buffer.alloc(0)), sizeBytes: HUGE_BYTES, crc32: crc };
}

async function manySmall(library: string): Promise<ExportCandidate[]> {
  const files: StoredFile[] = [];
  for (let index = 0; index < DIFFERENT; index += 1) files.push(await small(library, `${index}`));
  return Array.from({ length: MANY }, (_, index) => {
    const file = files[index % DIFFERENT];
    const person = `person ${index % 1000}`;
    const names = { personId: person, personName: person, modelId: person };
    return candidate({ photoId: `${index}`, ...names, ...(file && { file }) });
  });
}

async function small(library: string, name: string): Promise<StoredFile> {
  const path = join(library, `${name}.jpg`);
  const content = Buffer.alloc(65_000, name);
  await writeFile(path, content);
  return storedFile(path, content);
}
