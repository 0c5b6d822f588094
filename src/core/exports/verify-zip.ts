import { basename } from 'node:path';
import { z } from 'zod';
import { AppError } from '#shared/errors.ts';
import { MANIFEST_JSON } from './names.ts';
import { type ReadEntry, readZip } from './zip-reader.ts';

/** What a file in a ZIP has to be. */
export interface ExpectedFile {
  sizeBytes: number;
  crc32: number;
}

export interface CheckZipOptions {
  signal?: AbortSignal | undefined;
  onEntry?: (entry: ExpectedFile & { name: string }) => void;
}

/** What is wrong with one file of a ZIP. `message` completes a sentence that starts with the name. */
export interface ZipProblem {
  name: string;
  message: string;
}

/** What {@link verifyZip} found. Everything is well when `problems` is empty. */
export interface ZipVerification {
  files: number;
  /** Of the files, unpacked. */
  sizeBytes: number;
  /** Whether `manifest.json` was there to compare with; if not, only the ZIP's own checksums were. */
  hasManifest: boolean;
  problems: ZipProblem[];
}

const ManifestSchema = z.object({
  photos: z.array(z.object({ file: z.string(), sizeBytes: z.number(), sha256: z.string() })),
});

const PROBLEMS_SHOWN = 3;

/**
 * Proves that the ZIP at `path` holds exactly `expected`, reading every byte of it again. Throws
 * `export_unverified` and says what differs; rejects with the signal's reason when that aborts.
 */
export async function checkZip(
  path: string,
  expected: ReadonlyMap<string, ExpectedFile>,
  options: CheckZipOptions = {},
): Promise<void> {
  const missing = new Set(expected.keys());
  const problems: ZipProblem[] = [];
  for await (const entry of readZip(path, { sha256: false })) {
    options.signal?.throwIfAborted();
    const wanted = expected.get(entry.name);
    const message = entry.problem ?? differenceOf(entry, wanted, missing.has(entry.name));
    if (message) problems.push({ name: entry.name, message });
    missing.delete(entry.name);
    options.onEntry?.(entry);
  }
  for (const name of missing) problems.push({ name, message: 'is missing' });
  if (problems.length > 0) throw unverified(path, problems);
}

/**
 * Checks a finished export by itself: every file against the ZIP's checksums and against the sizes
 * and sha256 of the `manifest.json` inside. Throws `not_found`, or `export_unverified` when the file
 * is not a whole ZIP.
 */
export async function verifyZip(path: string, signal?: AbortSignal): Promise<ZipVerification> {
  const entries = new Map<string, ReadEntry>();
  const problems: ZipProblem[] = [];
  let sizeBytes = 0;
  for await (const entry of readZip(path, { sha256: true, keep: MANIFEST_JSON })) {
    signal?.throwIfAborted();
    if (entry.problem) problems.push({ name: entry.name, message: entry.problem });
    if (entries.has(entry.name)) problems.push({ name: entry.name, message: 'is in it twice' });
    entries.set(entry.name, entry);
    sizeBytes += entry.sizeBytes;
  }
  const manifest = entries.get(MANIFEST_JSON)?.content;
  if (manifest) problems.push(...compareWithManifest(entries, manifest));
  return { files: entries.size, sizeBytes, hasManifest: Boolean(manifest), problems };
}

function differenceOf(
  entry: ReadEntry,
  wanted: ExpectedFile | undefined,
  isFirst: boolean,
): string | null {
  if (!wanted) return 'should not be in it';
  if (!isFirst) return 'is in it twice';
  if (entry.sizeBytes !== wanted.sizeBytes) {
    return `has ${entry.sizeBytes} bytes instead of ${wanted.sizeBytes}`;
  }
  return entry.crc32 === wanted.crc32 ? null : 'is not the photo that was downloaded';
}

function compareWithManifest(
  entries: ReadonlyMap<string, ReadEntry>,
  manifest: Buffer,
): ZipProblem[] {
  const parsed = ManifestSchema.safeParse(parseJson(manifest));
  if (!parsed.success) return [{ name: MANIFEST_JSON, message: 'cannot be understood' }];
  return parsed.data.photos.flatMap(({ file, sizeBytes, sha256 }) => {
    const entry = entries.get(file);
    if (!entry) return [{ name: file, message: 'is missing' }];
    if (entry.sizeBytes === sizeBytes && entry.sha256 === sha256) return [];
    return [{ name: file, message: 'is not the photo that the manifest lists' }];
  });
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}

function unverified(path: string, problems: readonly ZipProblem[]): AppError {
  const shown = problems.slice(0, PROBLEMS_SHOWN).map(({ name, message }) => `${name} ${message}`);
  const more =
    problems.length > PROBLEMS_SHOWN ? `; and ${problems.length - PROBLEMS_SHOWN} more` : '';
  return new AppError(
    'export_unverified',
    `${basename(path)} was written, but reading it back showed that ${shown.join('; ')}${more}. ` +
      'It was not kept. Export again; if this repeats, check the disk.',
  );
}
