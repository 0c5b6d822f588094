import type { OnProgress } from '#shared/progress.ts';

type ExportPhase = 'zip' | 'verify';

/** Counts an export's photos through its two phases, whose total is known from the plan. */
export class ExportProgress {
  readonly #total: number;
  readonly #onProgress: OnProgress;
  readonly #counts = {
    zip: { done: 0, bytes: 0, failed: 0 },
    verify: { done: 0, bytes: 0, failed: 0 },
  };

  constructor(total: number, onProgress: OnProgress) {
    this.#total = total;
    this.#onProgress = onProgress;
  }

  /** How many photos have been through `phase`, well or not. */
  done(phase: ExportPhase): number {
    return this.#counts[phase].done;
  }

  /** One photo of `label` has been through `phase`. */
  moved(phase: ExportPhase, label: string, bytes: number): void {
    this.#counts[phase].bytes += bytes;
    this.#add(phase, label, 1, 0);
  }

  /** One photo is left out: no phase will see it. */
  leftOut(label: string): void {
    this.#add('zip', label, 1, 1);
    this.#add('verify', label, 1, 1);
  }

  /** A whole target has failed: both phases go on behind its last photo, the `upTo`-th of all. */
  gaveUp(label: string, upTo: number): void {
    for (const phase of ['zip', 'verify'] as const) {
      const rest = upTo - this.#counts[phase].done;
      if (rest > 0) this.#add(phase, label, rest, rest);
    }
  }

  #add(phase: ExportPhase, label: string, done: number, failed: number): void {
    const counts = this.#counts[phase];
    counts.done += done;
    counts.failed += failed;
    this.#onProgress({ phase, label, total: this.#total, ...counts });
  }
}
