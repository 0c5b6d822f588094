import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '#shared/errors.ts';
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

const PROBLEMS_SHOWN = 3;

/**
 * Proves that the ZIP at `path` holds exactly `expected`, reading every byte of it again, and says how
 * large it is and its sha256 (lower-case hex). Throws `export_unverified` and says what differs;
 * rejects with the signal's reason when that aborts.
 */
export async function checkZip(
  path: string,
  expected: ReadonlyMap<string, ExpectedFile>,
  { signal, onEntry }: CheckZipOptions = {},
): Promise<{ sizeBytes: number; sha256: string }> {
  const missing = new Set(expected.keys());
  const problems: ZipProblem[] = [];
  const whole = createHash('sha256');
  for await (const entry of readZip(path, { sha256: false, whole, signal })) {
    signal?.throwIfAborted();
    const wanted = expected.get(entry.name);
    const message = entry.problem ?? differenceOf(entry, wanted, missing.has(entry.name));
    if (message) problems.push({ name: entry.name, message });
    missing.delete(entry.name);
    onEntry?.(entry);
  }
  for (const name of missing) problems.push({ name, message: 'is missing' });
  if (problems.length > 0) throw unverified(path, problems);
  return { sizeBytes: (await stat(path)).size, sha256: whole.digest('hex') };
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
