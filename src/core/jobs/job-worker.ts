import type { JobQueue } from './job-queue.ts';
import { JobRun, type JobRunPorts } from './job-run.ts';
import type { StoredJob } from './job-table.ts';
import type { JobTrack } from './job-track.ts';

/** Something to be done before the next job of a track is begun. Must not reject. */
export type Chore = (signal: AbortSignal) => Promise<unknown>;

/** Works at the jobs of one track, one after another, whenever one can go on. */
export class JobWorker {
  readonly #track: JobTrack;
  readonly #queue: JobQueue;
  readonly #ports: JobRunPorts;
  readonly #ended: (run: JobRun, tookMs: number) => void;
  readonly #closing = new AbortController();
  readonly #chores: Chore[] = [];
  readonly #onceOnline: Chore[] = [];
  readonly #work: Promise<void>;
  #change = Promise.withResolvers<void>();
  /** What is at work now. */
  running: JobRun | null = null;

  constructor(
    track: JobTrack,
    queue: JobQueue,
    ports: JobRunPorts,
    ended: (run: JobRun, tookMs: number) => void,
  ) {
    this.#track = track;
    this.#queue = queue;
    this.#ports = ports;
    this.#ended = ended;
    this.#work = this.#workOn();
  }

  /** Looks again whether something can go on. */
  wake(): void {
    this.#change.resolve();
    this.#change = Promise.withResolvers();
  }

  /** Has a chore done once nothing runs. */
  before(chore: Chore): void {
    this.#chores.push(chore);
    this.wake();
  }

  /** Has a chore done that asks HeadshotPro, once nothing runs and it answers; forgotten at the end. */
  onceOnline(chore: Chore): void {
    this.#onceOnline.push(chore);
    this.wake();
  }

  /** Ends what runs, to go on at the next start. */
  async close(reason: Parameters<JobRun['stop']>[0]): Promise<void> {
    this.#closing.abort(reason);
    this.running?.stop(reason);
    this.wake();
    await this.#work;
  }

  async #workOn(): Promise<void> {
    // Whoever made this has something to do with it first.
    await Promise.resolve();
    const { signal } = this.#closing;
    for (;;) {
      const changing = this.#change.promise;
      const { connection, changed } = this.#ports;
      const obstacle = connection.obstacle();
      const canAsk = !obstacle && !signal.aborted;
      const chore = this.#chores.shift() ?? (canAsk ? this.#onceOnline.shift() : undefined);
      if (chore) {
        await chore(signal);
        continue;
      }
      if (signal.aborted) return;
      const job = this.#queue.next(this.#track, obstacle, changed);
      if (job) await this.#run(job);
      else await changing;
    }
  }

  async #run(job: StoredJob): Promise<void> {
    const { clock } = this.#ports;
    const startedAtMs = clock.elapsed();
    const run = new JobRun(job, this.#ports);
    this.running = run;
    await run.work();
    this.running = null;
    this.#ended(run, clock.elapsed() - startedAtMs);
  }
}
