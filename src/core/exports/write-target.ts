import type { ExportedTarget, Omission, PlannedEntry, PlannedTarget } from '#shared/export.ts';
import type { ExportProgress } from './export-progress.ts';
import { readPhotos } from './photo-source.ts';
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

/** Reads the target's photos, hands each good one to `write`, and lists the others. */
export async function deliver(
  target: PlannedTarget,
  context: TargetContext,
  write: (entry: PlannedEntry, content: Buffer) => Promise<void>,
): Promise<Delivered> {
  const delivered: Delivered = { entries: [], omissions: [] };
  for await (const source of readPhotos(target.entries)) {
    context.signal?.throwIfAborted();
    const { entry } = source;
    if ('error' in source) {
      const { code, message } = source.error;
      delivered.omissions.push(omissionOf(entry.candidate, code, message));
      context.progress.leftOut(context.label);
    } else {
      await write(entry, source.content);
      delivered.entries.push(entry);
      context.progress.moved('zip', context.label, source.content.length);
    }
  }
  context.signal?.throwIfAborted();
  return delivered;
}
