import type PQueue from 'p-queue';
import { AppError, isAppError, toErrorData } from '#shared/errors.ts';
import type { OnProgress } from '#shared/progress.ts';
import type { Clock, Log } from '../ports.ts';
import { type Blame, createBlame } from './blame.ts';
import type { Arrived } from './download-photo.ts';
import { createNetworkWatch, type NetworkWatch } from './network-watch.ts';
import { NextTransfers } from './next-transfers.ts';
import { type DownloadOutcome, RunTally } from './run-tally.ts';
import type { Chosen, Transfer, TransferTable } from './transfer-table.ts';

/** What a caller may say about one run. */
export interface RunOptions {
  /** Only this part of the queue; the rest stays queued. */
  within?: Chosen;
  signal?: AbortSignal;
  onProgress?: OnProgress;
  /** How long to wait for a network that is gone. For ever by default. */
  patienceMs?: number;
}

/** What a run works with. */
export interface RunPorts {
  table: TransferTable;
  /** Carries the photos; its concurrency may change at any time. */
  lane: PQueue;
  /** Called once, with the signal that ends the run: gives what brings one photo here. */
  fetcher: (ended: AbortSignal) => Fetcher;
  /** Any call to the API, to see whether it is there. */
  askApi: (signal: AbortSignal) => Promise<unknown>;
  clock: Clock;
  log: Log;
}

/** Brings one photo here; it has still to be stored. */
export type Fetcher = (
  transfer: Transfer,
  signal: AbortSignal,
  onBytes: (count: number) => void,
) => Promise<Arrived>;

/** A transfer under way, and the means to stop it alone. */
interface InHand {
  transfer: Transfer;
  own: AbortController;
  /** It has arrived: what is left is this disk's work, and others may travel. */
  isArrived: boolean;
}

/** So many photos wait for the disk at most. */
const MAX_ARRIVED = 8;

const PAUSED = new AppError('cancelled', 'Paused.');
const CANCELLED = new AppError('cancelled', 'Cancelled.');

/** One run of the queue: takes from it what can travel at once, until it is empty or all must stop. */
export class QueueRun {
  readonly #ports: RunPorts;
  readonly #within: Chosen | null;
  readonly #stop = new AbortController();
  readonly #fetch: Fetcher;
  readonly #network: NetworkWatch;
  readonly #blame: Blame;
  readonly #inHand = new Set<InHand>();
  readonly #next: NextTransfers;
  readonly #tally: RunTally;
  /** Resolves when there may be something to do; then there is a new one. */
  #change = Promise.withResolvers<void>();
  #paused: boolean;

  constructor(ports: RunPorts, { within, onProgress, patienceMs }: RunOptions, paused: boolean) {
    this.#ports = ports;
    this.#within = within ?? null;
    this.#tally = new RunTally(() => ports.table.countRemaining(this.#within), onProgress);
    this.#paused = paused;
    this.#fetch = ports.fetcher(this.#stop.signal);
    this.#network = createNetworkWatch({
      ask: () => ports.askApi(this.#stop.signal),
      clock: ports.clock,
      patienceMs: patienceMs ?? Number.POSITIVE_INFINITY,
      signal: this.#stop.signal,
      onChange: () => {
        this.#report();
        this.nudge();
      },
      onGiveUp: (reason) => this.#halt(reason),
    });
    this.#blame = createBlame(this.#network);
    this.#next = new NextTransfers(ports.table, this.#within, this.#blame);
  }

  get isOffline(): boolean {
    return this.#network.isDown;
  }

  /** Ends the run; what is under way goes back in its place. */
  stop(reason: unknown): void {
    this.#stop.abort(reason);
    this.nudge();
  }

  /** Stops what is under way, which goes back in its place, or lets it go on. */
  setPaused(paused: boolean): void {
    this.#paused = paused;
    if (paused) {
      for (const { own } of this.#inHand) own.abort(PAUSED);
      this.#putBack();
    }
    this.nudge();
  }

  /** Stops those under way that the table no longer has as active. */
  dropCancelled(): void {
    for (const { transfer, own } of this.#inHand) {
      if (!this.#ports.table.isActive(transfer.id)) own.abort(CANCELLED);
    }
    this.recount();
  }

  /** To be called when the queue has been changed from outside. */
  recount(): void {
    this.#tally.recount();
    this.reorder();
  }

  /** To be called when something else may be next in the queue. */
  reorder(): void {
    this.#putBack();
    this.nudge();
  }

  /** Looks again whether there is something to do. */
  nudge(): void {
    this.#change.resolve();
    this.#change = Promise.withResolvers();
  }

  /** Works until the queue is empty or the run has to end. Never rejects. */
  async untilDone(prepare: () => Promise<unknown>): Promise<DownloadOutcome> {
    const { table } = this.#ports;
    try {
      await prepare();
      table.interruptAll();
      this.#report();
      while (!this.#stop.signal.aborted) {
        const change = this.#change.promise;
        const waiting = this.#paused || this.isOffline;
        if (!waiting) this.#fill();
        if (!waiting && this.#inHand.size === 0) {
          if (this.#blame.doubtful.size === 0 || table.isEmpty(this.#within)) break;
          this.#blame.onlyDoubtfulLeft();
          continue;
        }
        await change;
      }
    } catch (error) {
      this.#halt(error);
    }
    while (this.#inHand.size > 0) await this.#change.promise;
    this.#putBack();
    this.#stop.abort();
    this.#report();
    return this.#tally.outcome;
  }

  #fill(): void {
    const travelling = () => [...this.#inHand].map(({ transfer }) => transfer);
    while (this.#free() > 0) {
      const next = this.#next.claim(this.#ports.lane.concurrency, travelling);
      if (next === undefined) return;
      this.#take(next);
    }
  }

  #putBack(): void {
    try {
      this.#next.putBack();
    } catch (error) {
      // The next run finds them.
      this.#halt(error);
    }
  }

  /** How many more photos may travel. */
  #free(): number {
    const { concurrency } = this.#ports.lane;
    let arrived = 0;
    for (const { isArrived } of this.#inHand) if (isArrived) arrived++;
    return arrived >= MAX_ARRIVED ? 0 : concurrency - (this.#inHand.size - arrived);
  }

  #take(transfer: Transfer): void {
    const hand: InHand = { transfer, own: new AbortController(), isArrived: false };
    this.#inHand.add(hand);
    void this.#work(hand)
      .catch((error: unknown) => this.#halt(error))
      .finally(() => {
        this.#inHand.delete(hand);
        this.#report();
        this.nudge();
      });
  }

  async #work(hand: InHand): Promise<void> {
    const { transfer, own } = hand;
    const { table, lane } = this.#ports;
    const signal = AbortSignal.any([this.#stop.signal, own.signal]);
    const onBytes = (count: number) => {
      this.#tally.moved(count);
      this.#report();
    };
    try {
      const { adopted, sizeBytes, store } = await lane.add(() => {
        signal.throwIfAborted();
        return this.#fetch(transfer, signal, onBytes);
      });
      hand.isArrived = true;
      this.nudge();
      await store(() => table.succeed(transfer.id));
      if (adopted) this.#tally.adopted();
      else this.#tally.stored(sizeBytes);
      this.#blame.cameThrough();
    } catch (error) {
      const failure = signal.aborted ? null : await this.#judge(error, transfer);
      // Whoever cancelled it has settled its row, and may have queued it again since.
      if (own.signal.reason === CANCELLED) return;
      if (failure === null) {
        table.interrupt(transfer.id);
        if (this.#blame.doubtful.has(transfer.modelId)) table.postpone(transfer.modelId);
        return;
      }
      table.fail(transfer.id, failure.code, failure.message);
      this.#tally.failed();
      this.#ports.log.warn('photo failed', { ...transfer, code: failure.code });
    }
  }

  async #judge(error: unknown, transfer: Transfer): Promise<AppError | null> {
    try {
      return await this.#blame.judge(error, transfer);
    } catch (reason) {
      this.#halt(reason);
      return null;
    }
  }

  /** Ends the run for everybody; the first reason counts. */
  #halt(reason: unknown): void {
    if (this.#stop.signal.aborted) return;
    this.#tally.outcome.halted = toErrorData(reason);
    if (!isAppError(reason)) {
      this.#ports.log.error('download run stopped by a bug', { error: String(reason) });
    }
    this.stop(reason);
  }

  #report(): void {
    try {
      this.#tally.report(this.isOffline);
    } catch (error) {
      // The catalogue can be gone with its disk, and nobody waits for a report.
      this.#halt(error);
    }
  }
}
