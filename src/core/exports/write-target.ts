import type { ExportedTarget, Omission, PlannedEntry, PlannedTarget } from '#shared/export.ts';
import type { ExportProgress } from './export-progress.ts';
import { isPhotoError, readPhotos } from './photo-source.ts';
import { omissionOf } from './plan.ts';

/** What the writers of all layouts are given. */
export interface TargetContext {
  overwrite: boolean;
  /** How the target is called in progress. */
  label: string;
  progress: ExportProgress;
  signal: AbortSignal | undefined;
}

/** What has become of a target. `exported` is null when no photo was left to write. */
export interface TargetResult {
  exported: ExportedTarget | null;
  omissions: Omission[];
}

/** What really went in, and the photos whose file turned out to be missing or damaged. */
export interface Delivered {
  entries: PlannedEntry[];
  omissions: Omission[];
}

/**
 * Reads the target's photos, hands them one by one to `write`, and lists those that could not be read
 * to their end: of them `write` keeps nothing, and lets the error through.
 */
export async function deliver(
  target: PlannedTarget,
  context: TargetContext,
  write: (entry: PlannedEntry, pieces: AsyncIterable<Buffer>) => Promise<void>,
): Promise<Delivered> {
  const delivered: Delivered = { entries: [], omissions: [] };
  for await (const { entry, pieces } of readPhotos(target.entries)) {
    context.signal?.throwIfAborted();
    try {
      await write(entry, pieces);
      delivered.entries.push(entry);
      context.progress.moved('zip', context.label, entry.candidate.file.sizeBytes);
    } catch (error) {
      if (!isPhotoError(error)) throw error;
      delivered.omissions.push(omissionOf(entry.candidate, error.code, error.message));
      context.progress.leftOut(context.label);
    }
  }
  context.signal?.throwIfAborted();
  return delivered;
}
