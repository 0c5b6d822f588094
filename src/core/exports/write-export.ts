import { mkdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError, isAppError } from '#shared/errors.ts';
import type { ExportPlan, ExportReport, PlannedTarget } from '#shared/export.ts';
import type { OnProgress } from '#shared/progress.ts';
import { addToFolder } from './add-to-folder.ts';
import { asDiskError, requireSpace } from './disk.ts';
import { ExportProgress } from './export-progress.ts';
import { omissionOf } from './plan.ts';
import { writeFolder } from './write-folder.ts';
import type { TargetContext, TargetResult } from './write-target.ts';
import { writeZip } from './write-zip.ts';

export interface WriteExportOptions {
  /** Into a folder that may hold others: see {@link addToFolder}. */
  adding?: boolean;
  onProgress?: OnProgress;
  signal?: AbortSignal;
}

/** Headers, names and the manifest's rows; in a folder, the rest of the last block. */
const OVERHEAD_BYTES_A_PHOTO = 4096;

/**
 * Carries out a plan: each target is written, read back and named, one after another.
 * A photo that is missing or damaged, or whose target fails, is listed in the report; the others go
 * on. Throws when nothing can be written at all (`disk_full`, `disk_failed`, …) and `cancelled` when
 * `signal` aborts; finished targets stay, and nothing unfinished is left behind.
 */
export async function writeExport(
  plan: ExportPlan,
  { adding = false, onProgress = () => {}, signal }: WriteExportOptions = {},
): Promise<ExportReport> {
  const { options, targets } = plan;
  const report: ExportReport = {
    asked: sum(targets, (target) => target.entries.length + target.omissions.length),
    exports: [],
    failed: targets.flatMap((target) => target.omissions),
  };
  const full = targets.filter((target) => target.entries.length > 0);
  const progress = new ExportProgress(
    sum(full, (target) => target.entries.length),
    onProgress,
  );
  let firstFailure: AppError | null = null;
  if (full.length > 0) await prepare(options.to, full);
  for (const target of full) {
    const label = target.team?.name ?? basename(target.path, '.zip');
    const end = progress.done('zip') + target.entries.length;
    try {
      const context = { overwrite: options.overwrite, label, progress, signal };
      const { exported, omissions } = await writeTarget(plan, target, adding, context);
      if (exported) report.exports.push(exported);
      report.failed.push(...omissions);
    } catch (error) {
      if (signal?.aborted) throw cancelled(plan, report, error);
      if (!isAppError(error)) throw error;
      const { code, message } = error;
      firstFailure ??= error;
      report.failed.push(...target.entries.map((it) => omissionOf(it.candidate, code, message)));
      progress.gaveUp(label, end);
    }
  }
  if (firstFailure && report.exports.length === 0) throw firstFailure;
  return report;
}

async function prepare(folder: string, targets: readonly PlannedTarget[]): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await requireSpace(folder, sum(targets, neededBytes));
  } catch (error) {
    throw asDiskError(error, folder);
  }
}

async function writeTarget(
  plan: ExportPlan,
  target: PlannedTarget,
  adding: boolean,
  context: TargetContext,
): Promise<TargetResult> {
  try {
    context.signal?.throwIfAborted();
    await requireSpace(plan.options.to, neededBytes(target));
    if (adding) return await addToFolder(target, context);
    return plan.options.layout === 'folder'
      ? await writeFolder(target, context)
      : await writeZip(target, context);
  } catch (error) {
    throw asDiskError(error, target.path);
  }
}

function neededBytes(target: PlannedTarget): number {
  return target.sizeBytes + target.entries.length * OVERHEAD_BYTES_A_PHOTO;
}

function cancelled(plan: ExportPlan, report: ExportReport, cause: unknown): AppError {
  const kept =
    plan.options.layout === 'folder'
      ? `The photos already in ${plan.options.to} are complete and stay; to go on, allow overwriting.`
      : `${report.exports.length} finished ZIP${report.exports.length === 1 ? '' : 's'} ` +
        `of ${plan.targets.length} stay in ${plan.options.to}.`;
  return new AppError('cancelled', `The export was cancelled. ${kept}`, { cause });
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
