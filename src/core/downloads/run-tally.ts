import type { ErrorData } from '#shared/errors.ts';
import type { OnProgress } from '#shared/progress.ts';

/** How a run of the queue ended. */
export interface DownloadOutcome {
  /** Files fetched and stored by this run. */
  stored: number;
  storedBytes: number;
  /** Files that were on disk already, whole, and only had to be recorded again. */
  adopted: number;
  /** Photos of this run that failed, each for its own reason. */
  failed: number;
  /** Why the run stopped before the queue was empty; null when it is empty. */
  halted: ErrorData | null;
}

/** The label of progress while HeadshotPro is out of reach. */
export const OFFLINE_LABEL = 'waiting for the network';

/** Counts what comes of the photos of one run, and tells how far it is. */
export class RunTally {
  readonly outcome: DownloadOutcome = {
    stored: 0,
    storedBytes: 0,
    adopted: 0,
    failed: 0,
    halted: null,
  };
  readonly #countRemaining: () => number;
  readonly #onProgress: OnProgress | undefined;
  #movedBytes = 0;
  /** Photos that wait or travel; null when they have to be counted anew. */
  #remaining: number | null = null;

  constructor(countRemaining: () => number, onProgress: OnProgress | undefined) {
    this.#countRemaining = countRemaining;
    this.#onProgress = onProgress;
  }

  stored(sizeBytes: number): void {
    this.outcome.stored++;
    this.outcome.storedBytes += sizeBytes;
    this.#settled();
  }

  adopted(): void {
    this.outcome.adopted++;
    this.#settled();
  }

  failed(): void {
    this.outcome.failed++;
    this.#settled();
  }

  moved(bytes: number): void {
    this.#movedBytes += bytes;
  }

  /** To be called when the queue has been changed from outside. */
  recount(): void {
    this.#remaining = null;
  }

  /** Throws what counting throws. */
  report(isOffline: boolean): void {
    if (!this.#onProgress) return;
    this.#remaining ??= this.#countRemaining();
    const { stored, adopted, failed } = this.outcome;
    const done = stored + adopted + failed;
    this.#onProgress({
      phase: 'download',
      label: isOffline ? OFFLINE_LABEL : 'photos',
      done,
      total: done + this.#remaining,
      bytes: this.#movedBytes,
      failed,
    });
  }

  #settled(): void {
    if (this.#remaining !== null) this.#remaining--;
  }
}
