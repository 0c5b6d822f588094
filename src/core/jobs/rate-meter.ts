import type { JobPhase } from '#shared/jobs.ts';
import type { Clock } from '../ports.ts';

/** How far back the rate looks, and how often it takes a sample. */
const WINDOW_MS = 10_000;
const SAMPLE_MS = 250;
/** A shorter time says nothing about the rate. */
const LEAST_MS = 1_000;

interface Sample {
  atMs: number;
  done: number;
  bytes: number;
}

/** How fast the current phase of a job goes, over the last ten seconds. */
export class RateMeter {
  readonly #clock: Pick<Clock, 'elapsed'>;
  #phase: JobPhase | null = null;
  #samples: Sample[] = [];

  constructor(clock: Pick<Clock, 'elapsed'>) {
    this.#clock = clock;
  }

  /** Takes note of where a phase stands; another phase than before begins anew. */
  see(phase: JobPhase): void {
    if (this.#phase?.phase !== phase.phase) this.#samples = [];
    this.#phase = phase;
    const atMs = this.#clock.elapsed();
    const last = this.#samples.at(-1);
    if (last && atMs - last.atMs < SAMPLE_MS) return;
    this.#samples.push({ atMs, done: phase.done, bytes: phase.bytes });
    while ((this.#samples[1]?.atMs ?? atMs) < atMs - WINDOW_MS) this.#samples.shift();
  }

  /** Null where no bytes travel, or not for long enough. */
  bytesPerSecond(): number | null {
    const { ms, bytes } = this.#window();
    return ms < LEAST_MS || bytes === 0 ? null : Math.round((bytes / ms) * 1000);
  }

  /** How long the phase will still take at this rate, in ms; null while that cannot be told. */
  etaMs(): number | null {
    const { ms, done } = this.#window();
    const { total = null, done: doneNow = 0 } = this.#phase ?? {};
    if (total === null || ms < LEAST_MS || done <= 0) return null;
    return Math.round(((total - doneNow) / done) * ms);
  }

  #window(): { ms: number; done: number; bytes: number } {
    const [first] = this.#samples;
    if (!first || !this.#phase) return { ms: 0, done: 0, bytes: 0 };
    return {
      ms: this.#clock.elapsed() - first.atMs,
      done: this.#phase.done - first.done,
      bytes: this.#phase.bytes - first.bytes,
    };
  }
}
