import { AppError } from '#shared/errors.ts';
import type { JobRequest } from './job-table.ts';
import { omissionFailure } from './photo-failures.ts';
import type { StepContext, StepResult } from './step.ts';

type ExportJob = Extract<JobRequest, { kind: 'export' }>;

/** A file in the way must not be found only after an hour of downloading: throws `target_exists`. */
export async function assertPackable(
  { workspace, signal, hasWritten }: StepContext,
  { options, serves }: ExportJob,
): Promise<void> {
  const overwrite = options.overwrite || hasWritten || serves !== undefined;
  await workspace.exports.assertPossible({ ...options, overwrite }, signal);
}

/** Packs what is on disk; for a watch rule, adds it to the rule's folder. */
export async function pack(
  { workspace, signal, onProgress, hasWritten, onWriting }: StepContext,
  { options, serves }: ExportJob,
): Promise<StepResult> {
  const hooks = { signal, onProgress, onWriting };
  const overwrite = options.overwrite || hasWritten;
  const report = serves
    ? await workspace.exports.add(options, hooks)
    : await workspace.exports.run({ ...options, overwrite }, hooks);
  if (report.asked === 0) {
    throw new AppError(
      'nothing_to_export',
      'There is no photo in this choice. Choose more people, or all photos.',
    );
  }
  return { failures: report.failed.map(omissionFailure), exports: report.exports };
}
