import { existsSync } from 'node:fs';
import { toErrorData } from '#shared/errors.ts';
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
import { recordExported } from '../library/exported-files.ts';
import type { Library } from '../library/library.ts';
import { chosenPhotos } from '../library/photos.ts';
import { photoKey } from './names.ts';
import { planExport } from './plan.ts';
import { writeExport } from './write-export.ts';

/** Reasons for a missing file that a download would mend. */
export const DOWNLOADABLE: ReadonlySet<string> = new Set([
  'photo_not_downloaded',
  'photo_missing',
  'photo_damaged',
]);

/** Exports out of one library, recorded in it. */
export interface Exports {
  /**
   * What an export would do once everything that can be downloaded has been; looks at the target
   * folder and throws `target_exists` like the real one. `toDownload` photos are not here yet.
   */
  preview(options: ExportOptions): { plan: ExportPlan; toDownload: number };
  /** Throws what {@link Exports.preview} would throw, at a fraction of the memory. */
  assertPossible(options: ExportOptions): void;
  /**
   * Looks whether the chosen files are still where they were stored, and marks those that are not,
   * so that a download fetches them again. The number marked.
   */
  checkPresence(scope: Scope, choice: PhotoChoice): Promise<number>;
  /** Plans, writes, verifies and records an export of what is on disk. */
  run(
    options: ExportOptions,
    work?: { signal?: AbortSignal; onProgress?: OnProgress },
  ): Promise<ExportReport>;
}

export function createExports(library: Library): Exports {
  const { db, paths, files, store } = library;
  const context = () => ({
    organizationName:
      db.get<{ name: string }>('SELECT name FROM organization')?.name ?? 'Organization',
    exists: existsSync,
  });
  const chosenOnceDownloaded = (options: ExportOptions): Iterable<ExportCandidate> =>
    chosenPhotos(db, paths, options.scope, options).map((candidate) =>
      onceDownloaded(candidate, options.variant),
    );

  return {
    preview(options) {
      const plan = planExport(options, chosenOnceDownloaded(options), context());
      const entries = plan.targets.flatMap((target) => target.entries);
      return { plan, toDownload: entries.filter(({ candidate }) => isYetToCome(candidate)).length };
    },

    assertPossible(options) {
      const candidates = chosenOnceDownloaded(options);
      // The names of ZIPs need no more than their teams; those of a folder's files need all.
      const needed = options.layout === 'folder' ? candidates : someOfEachTeam(candidates);
      planExport(options, needed, context());
    },

    async checkPresence(scope, choice) {
      let marked = 0;
      for (const { modelId, photoId, file } of chosenPhotos(db, paths, scope, choice)) {
        if (!('path' in file)) continue;
        const size = await store.size(file.path);
        if (size === file.sizeBytes) continue;
        files.setState(
          { modelId, photoId, variant: file.variant },
          size === null ? 'missing' : 'damaged',
        );
        marked++;
      }
      return marked;
    },

    async run(options, work = {}) {
      const id = begin(library, options);
      try {
        const candidates = chosenPhotos(db, paths, options.scope, options);
        const plan = planExport(options, candidates, context());
        const report = await writeExport(plan, work);
        markBadFiles(library, plan, report);
        recordExported(library, writtenEntries(plan, report));
        end(library, id, report, null);
        return report;
      } catch (error) {
        end(library, id, null, toErrorData(error).code);
        throw error;
      }
    },
  };
}

function begin({ db, now }: Library, options: ExportOptions): number {
  const begun = db.get<{ id: number }>(
    'INSERT INTO exports (started_at, options) VALUES (:now, :options) RETURNING id',
    { now: now(), options: JSON.stringify(options) },
  );
  return begun?.id ?? 0;
}

function end({ db, now }: Library, id: number, report: ExportReport | null, code: string | null) {
  db.run(
    'UPDATE exports SET ended_at = :now, report = :report, error_code = :code WHERE id = :id',
    { id, now: now(), report: report && JSON.stringify(report), code },
  );
}

/** What the export found damaged or gone is marked, so that the next download fetches it again. */
function markBadFiles({ files }: Library, plan: ExportPlan, report: ExportReport): void {
  const bad = new Map(
    report.failed
      .filter(({ code }) => code === 'photo_damaged' || code === 'photo_missing')
      .map((omission) => [
        photoKey(omission),
        omission.code === 'photo_missing' ? ('missing' as const) : ('damaged' as const),
      ]),
  );
  for (const { entries } of plan.targets) {
    for (const { candidate } of entries) {
      const { modelId, photoId, file } = candidate;
      const state = bad.get(photoKey(candidate));
      if (state) files.setState({ modelId, photoId, variant: file.variant }, state);
    }
  }
}

/** The entries of the targets that were written and verified. */
function writtenEntries(plan: ExportPlan, report: ExportReport): PlannedEntry[] {
  const written = new Set(report.exports.map(({ path }) => path));
  const failed = new Set(report.failed.map(photoKey));
  return plan.targets
    .filter(({ path }) => written.has(path))
    .flatMap(({ entries }) => entries.filter(({ candidate }) => !failed.has(photoKey(candidate))));
}

/** A candidate as it will be once everything that can be downloaded has been. */
export function onceDownloaded(
  candidate: ExportCandidate,
  variant: ExportOptions['variant'],
): ExportCandidate {
  if ('path' in candidate.file || !DOWNLOADABLE.has(candidate.file.missing)) return candidate;
  const unknown = { sizeBytes: 0, width: 0, height: 0, sha256: '', crc32: 0 };
  return { ...candidate, file: { path: '', variant, extension: 'jpg', ...unknown } };
}

function isYetToCome({ file }: ExportCandidate): boolean {
  return 'path' in file && file.path === '';
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
