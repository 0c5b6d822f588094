import { existsSync, statSync } from 'node:fs';
import type {
  ExportCandidate,
  ExportOptions,
  ExportPlan,
  ExportReport,
  PlannedEntry,
  Scope,
} from '#shared/export.ts';
import type { PhotoChoice } from '#shared/library.ts';
import type { OnProgress } from '#shared/progress.ts';
import { chosenPhotos } from '../library/chosen-photos.ts';
import type { ExportedFile } from '../library/exported-files.ts';
import type { FileKey, FileState } from '../library/files.ts';
import type { Library } from '../library/library.ts';
import { asLibraryError } from '../library/library-errors.ts';
import { discard, errnoOf, requireFolder } from './disk.ts';
import { photoKey } from './names.ts';
import { onceDownloaded } from './once-downloaded.ts';
import { filesOf, type PlanContext, planExport } from './plan.ts';
import { PART_SUFFIX } from './safe-name.ts';
import { writeExport } from './write-export.ts';

/** A stored file that is not what was stored. */
export interface BadFile extends FileKey {
  state: Extract<FileState, 'missing' | 'damaged'>;
}

/** How a task speaks to whoever gave it. */
export interface TaskTalk {
  /** Aborts when the task is no longer wanted. */
  signal: AbortSignal;
  onProgress: OnProgress;
  /** Resolves when the other side knows that files will be written. */
  writing(): Promise<void>;
  /** Resolves when the other side has put down that these files are in a verified export. */
  written(files: ExportedFile[]): Promise<void>;
}

/** What is put down at a time. */
const FILES_AT_A_TIME = 500;

/**
 * The heavy work of an export: all that reads many photos or writes files. Reads the library and
 * changes nothing in it, so that it can be done in another thread.
 */
export const EXPORT_TASKS = {
  /** Throws what an export would throw before its first byte, once all photos are there. */
  async assertPossible(library: Library, options: ExportOptions): Promise<null> {
    await requireFolder(options.to);
    const candidates = chosenOnceDownloaded(library, options);
    // The names of ZIPs need no more than their teams; those of a folder's files need all.
    const needed = options.layout === 'folder' ? candidates : someOfEachTeam(candidates);
    planExport(options, needed, planContext(library));
    return null;
  },

  /** The chosen files that are no longer where they were stored, or have another size. */
  async findBadFiles(
    { db, paths }: Library,
    { scope, choice }: { scope: Scope; choice: PhotoChoice },
  ): Promise<BadFile[]> {
    const bad: BadFile[] = [];
    for (const { modelId, photoId, file } of chosenPhotos(db, paths, scope, choice)) {
      if (!('path' in file)) continue;
      const size = sizeOf(file.path);
      if (size === file.sizeBytes) continue;
      const state = size === null ? 'missing' : 'damaged';
      bad.push({ modelId, photoId, variant: file.variant, state });
    }
    return bad;
  },

  /** Plans, writes and verifies an export of what is on disk; tells which files it found bad. */
  run(library: Library, options: ExportOptions, talk: TaskTalk): Promise<ExportOutcome> {
    return exportNow(library, options, false, talk);
  },

  /** The same, into a folder that may hold other photos: nothing there is replaced. */
  add(library: Library, options: ExportOptions, talk: TaskTalk): Promise<ExportOutcome> {
    return exportNow(library, { ...options, layout: 'folder', overwrite: true }, true, talk);
  },

  /** Removes what a thread that broke down has left under temporary names. */
  async tidyUp(library: Library, options: ExportOptions): Promise<null> {
    const candidates = chosenPhotos(library.db, library.paths, options.scope, options);
    const plan = planExport({ ...options, overwrite: true }, candidates, planContext(library));
    const files = plan.targets.flatMap((target) => filesOf(plan, target));
    for (const file of files) await discard(`${file}${PART_SUFFIX}`);
    return null;
  },
};

/** What became of an export, and which files of the library it found bad. */
interface ExportOutcome {
  report: ExportReport;
  bad: BadFile[];
}

async function exportNow(
  library: Library,
  options: ExportOptions,
  adding: boolean,
  { signal, onProgress, writing, written }: TaskTalk,
): Promise<ExportOutcome> {
  const candidates = chosenPhotos(library.db, library.paths, options.scope, options);
  const plan = planExport(options, candidates, planContext(library));
  await writing();
  const report = await writeExport(plan, { adding, onProgress, signal });
  const entries = writtenEntries(plan, report);
  for (let start = 0; start < entries.length; start += FILES_AT_A_TIME) {
    await written(entries.slice(start, start + FILES_AT_A_TIME).map(exportedFile));
  }
  return { report, bad: badFiles(plan, report) };
}

/** The photos that an export would have once everything that can be downloaded has been. */
export function* chosenOnceDownloaded(
  { db, paths }: Library,
  options: ExportOptions,
): Generator<ExportCandidate> {
  for (const candidate of chosenPhotos(db, paths, options.scope, options)) {
    yield onceDownloaded(candidate, options.variant);
  }
}

/** What a plan needs to know of the library and the disk. */
export function planContext({ db }: Library): PlanContext {
  const organization = db.get<{ name: string }>('SELECT name FROM organization');
  return { organizationName: organization?.name ?? 'Organization', exists: existsSync };
}

/** The first photo of each team, and the first that has a file. */
function* someOfEachTeam(candidates: Iterable<ExportCandidate>): Generator<ExportCandidate> {
  const seen = new Set<string>();
  for (const candidate of candidates) {
    const key = JSON.stringify([candidate.team.id, 'path' in candidate.file]);
    if (seen.has(key)) continue;
    seen.add(key);
    yield candidate;
  }
}

/** Null where there is no file. */
function sizeOf(path: string): number | null {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    return found?.isFile() ? found.size : null;
  } catch (error) {
    // A file stands for a folder on the way, or a link leads to itself.
    if (['ENOTDIR', 'ELOOP'].includes(errnoOf(error))) return null;
    throw asLibraryError(error, path);
  }
}

/** The entries of the targets that were written and verified. */
function writtenEntries(plan: ExportPlan, report: ExportReport): PlannedEntry[] {
  const written = new Set(report.exports.map(({ path }) => path));
  const failed = new Set(report.failed.map(photoKey));
  return plan.targets
    .filter(({ path }) => written.has(path))
    .flatMap(({ entries }) =>
      failed.size === 0
        ? entries
        : entries.filter(({ candidate }) => !failed.has(photoKey(candidate))),
    );
}

function exportedFile({ candidate }: PlannedEntry): ExportedFile {
  const { modelId, photoId, file } = candidate;
  return { modelId, photoId, variant: file.variant, sha256: file.sha256 };
}

function badFiles(plan: ExportPlan, report: ExportReport): BadFile[] {
  const states = new Map<string, BadFile['state']>();
  for (const omission of report.failed) {
    if (omission.code === 'photo_missing') states.set(photoKey(omission), 'missing');
    if (omission.code === 'photo_damaged') states.set(photoKey(omission), 'damaged');
  }
  if (states.size === 0) return [];
  return plan.targets.flatMap(({ entries }) =>
    entries.flatMap(({ candidate }) => {
      const { modelId, photoId, file } = candidate;
      const state = states.get(photoKey(candidate));
      return state ? { modelId, photoId, variant: file.variant, state } : [];
    }),
  );
}
