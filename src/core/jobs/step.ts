import type { ExportedTarget } from '#shared/export.ts';
import type { PhotoFailure } from '#shared/jobs.ts';
import type { OnProgress } from '#shared/progress.ts';
import type { Workspace } from '../core.ts';

/** What a step works with. */
export interface StepContext {
  jobId: string;
  workspace: Workspace;
  signal: AbortSignal;
  onProgress: OnProgress;
  /** The export has written before: what it finds at its targets is its own. */
  hasWritten: boolean;
  /** Told before an export begins to write. */
  onWriting(): void;
}

/** What a step came to. */
export interface StepResult {
  failures: PhotoFailure[];
  /** How many failed, where they are not among `failures`. */
  failed?: number;
  /** What HeadshotPro withheld, in sentences. */
  notes?: string[];
  exports?: ExportedTarget[];
}

/** One resumable part of a job: done again from its beginning when it was interrupted. */
export type Step = (context: StepContext) => Promise<StepResult>;
