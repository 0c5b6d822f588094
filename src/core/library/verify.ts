import { isAppError } from '#shared/errors.ts';
import type { OnProgress } from '#shared/progress.ts';
import { assertWhole } from './database.ts';
import type { FileKey, FileRecord, FileState } from './files.ts';
import type { Library } from './library.ts';

/** A file of the library that is not what was stored. */
export interface FileProblem extends FileKey {
  person: string;
  state: Extract<FileState, 'missing' | 'damaged'>;
}

/** What a check of the whole library found. */
export interface LibraryVerification {
  files: number;
  sizeBytes: number;
  problems: FileProblem[];
}

const PAGE = 500;
const UNREADABLE = { sizeBytes: 0, sha256: '', crc32: 0 };

/**
 * Reads every stored file and compares it with what was recorded when it came. What is missing or
 * damaged is marked, so that the next download fetches it again; what came back is taken back.
 * Throws `library_damaged` when the catalogue itself does not hold together.
 */
export async function verifyLibrary(
  library: Library,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: OnProgress } = {},
): Promise<LibraryVerification> {
  assertWhole(library.db, library.paths.catalogue);
  const { files } = library;
  const result: LibraryVerification = { files: 0, sizeBytes: 0, problems: [] };
  const total = files.count();
  let last: FileRecord | null = null;
  for (;;) {
    const page = files.page(last, PAGE);
    if (page.length === 0) return result;
    for (const record of page) {
      signal?.throwIfAborted();
      if (record.state !== 'removed') await verifyFile(library, record, result, signal);
      result.files++;
      onProgress?.({
        phase: 'verify',
        label: 'files',
        done: result.files,
        total,
        bytes: result.sizeBytes,
        failed: result.problems.length,
      });
    }
    last = page.at(-1) ?? null;
  }
}

async function verifyFile(
  { store, files }: Library,
  record: FileRecord,
  result: LibraryVerification,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { modelId, photoId, variant, person, file } = record;
  const measured = await store.measure(file.path, signal).catch((error: unknown) => {
    // A file that cannot be read is as good as damaged; the others are still to be looked at.
    if (isAppError(error, 'disk_failed')) return UNREADABLE;
    throw error;
  });
  result.sizeBytes += measured?.sizeBytes ?? 0;
  const whole = measured?.sizeBytes === file.sizeBytes && measured.sha256 === file.sha256;
  const state = whole ? 'stored' : measured === null ? 'missing' : 'damaged';
  files.setState({ modelId, photoId, variant }, state);
  if (state !== 'stored') result.problems.push({ modelId, photoId, variant, person, state });
}
