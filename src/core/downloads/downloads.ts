import PQueue from 'p-queue';
import type { PhotoLinks } from '#shared/domain.ts';
import { AppError, type ErrorData, isAppError, toErrorData } from '#shared/errors.ts';
import type { Scope } from '#shared/export.ts';
import type { PhotoChoice } from '#shared/library.ts';
import type { OnProgress } from '#shared/progress.ts';
import { BATCH_SIZE, type HeadshotProApi } from '../headshotpro/api.ts';
import { assertPhotoUrl } from '../headshotpro/url-guard.ts';
import type { Library } from '../library/library.ts';
import type { Clock, Http, Log, Random } from '../ports.ts';
import { downloadPhoto } from './download-photo.ts';
import { createLinkLeases, createOfferedLinks, type OfferedLinks } from './link-leases.ts';
import {
  type Chosen,
  createTransferTable,
  type FailedTransfer,
  type Transfer,
} from './transfer-table.ts';

/** How many photos travel at a time unless somebody says otherwise. */
export const DEFAULT_CONCURRENCY = 8;

/** The longest and the first wait between two looks whether the network is back. */
const LONGEST_PROBE_MS = 60_000;
const FIRST_PROBE_MS = 2_000;

/** So many photos in a row that cannot be reached mean that the photo host is down, not they. */
const UNREACHABLE_LIMIT = 24;

/** How a run of the queue ended. */
export interface DownloadOutcome {
  /** Files stored by this run. */
  stored: number;
  storedBytes: number;
  /** Photos of this run that failed, each for its own reason. */
  failed: number;
  /** Why the run stopped before the queue was empty; null when it is empty. */
  halted: ErrorData | null;
}

/** What the queue is doing at the moment. */
export type QueueActivity = 'idle' | 'running' | 'paused' | 'offline';

/** The durable download queue: rows in the catalogue, a few of them in hand at a time. */
export interface Downloads {
  /** Queues what is chosen and not yet here; the number newly queued. */
  enqueue(
    scope: Scope,
    choice: PhotoChoice,
    options?: { priority?: number; fetchRemoved?: boolean },
  ): number;
  /**
   * Works on the queue, or on one part of it, until that is empty, the signal aborts, or something stops everybody (the key, the
   * disk, or no network for longer than `patienceMs`). One run at a time.
   */
  run(options?: {
    within?: Chosen;
    signal?: AbortSignal;
    onProgress?: OnProgress;
    patienceMs?: number;
  }): Promise<DownloadOutcome>;
  pause(): void;
  resume(): void;
  /** Stops what is named, under way or waiting. The number cancelled. */
  cancel(scope: Scope): number;
  retryFailed(scope: Scope): number;
  prioritise(scope: Scope, priority: number): number;
  setConcurrency(concurrency: number): void;
  activity(): QueueActivity;
  /** What failed, by person; everything, or of one part of the queue. */
  failures(within: Chosen | null): FailedTransfer[];
  counts: ReturnType<typeof createTransferTable>['counts'];
  /** Takes in links that came with another reply, sparing a batch call. */
  offerLinks(modelId: string, links: PhotoLinks): void;
}

export function createDownloads(options: {
  library: Library;
  api: Pick<HeadshotProApi, 'photos' | 'organization'>;
  apiUrl: string;
  http: Http;
  clock: Clock;
  random: Random;
  log: Log;
  /** The server's time, ms since 1970. */
  serverNow: () => number;
  concurrency?: number;
}): Downloads {
  const { library, api, apiUrl, http, clock, random, log, serverNow } = options;
  const table = createTransferTable(library.db, library.now);
  const queue = new PQueue({ concurrency: options.concurrency ?? DEFAULT_CONCURRENCY });
  const inHand = new Map<number, AbortController>();
  const offered: OfferedLinks = createOfferedLinks();
  let running = false;
  /** Photos that wait or travel; null when it has to be counted anew. */
  let remaining: number | null = null;
  let paused: PromiseWithResolvers<void> | null = null;
  let offline: Promise<void> | null = null;

  const run: Downloads['run'] = async (runOptions = {}) => {
    const { signal, onProgress, patienceMs = Infinity, within = null } = runOptions;
    if (running) throw new Error('The download queue is running already.');
    running = true;
    const stop = new AbortController();
    const onAbort = () => stop.abort(signal?.reason);
    if (signal?.aborted) onAbort();
    signal?.addEventListener('abort', onAbort, { once: true });
    const outcome: DownloadOutcome = { stored: 0, storedBytes: 0, failed: 0, halted: null };
    let movedBytes = 0;

    const leases = createLinkLeases({
      api,
      serverNow,
      offered,
      wantedPhotos: (modelId) => table.wantedPhotos(modelId, BATCH_SIZE),
      signal: stop.signal,
    });
    let unreachableInARow = 0;

    const report = () => {
      remaining ??= table.countRemaining(within);
      const done = outcome.stored + outcome.failed;
      onProgress?.({
        phase: 'download',
        label: offline ? 'waiting for the network' : 'photos',
        done,
        total: done + remaining,
        bytes: movedBytes,
        failed: outcome.failed,
      });
    };
    /** Ends the run for everybody; the first reason counts. */
    const halt = (error: unknown) => {
      outcome.halted ??= toErrorData(error);
      if (!isAppError(error)) log.error('download run stopped by a bug', { error: String(error) });
      stop.abort(error);
    };
    /** Waits until the API answers again; gives up after `patienceMs`. */
    const waitForNetwork = (): Promise<void> => {
      offline ??= (async () => {
        const since = clock.elapsed();
        for (let waitMs = FIRST_PROBE_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_PROBE_MS)) {
          try {
            await api.organization({ signal: stop.signal, lane: 'person' });
            return;
          } catch (error) {
            if (!isAppError(error, 'api_unreachable')) throw error;
            if (clock.elapsed() - since + waitMs > patienceMs) throw error;
          }
          report();
          await clock.sleep(waitMs, stop.signal);
        }
      })().finally(() => {
        offline = null;
      });
      return offline;
    };

    const work = async (transfer: Transfer, own: AbortController): Promise<void> => {
      const { id } = transfer;
      const combined = AbortSignal.any([stop.signal, own.signal]);
      try {
        combined.throwIfAborted();
        await downloadPhoto(
          transfer,
          {
            ...library,
            leases,
            http,
            clock,
            random,
            assertUrl: (url) => void assertPhotoUrl(url, { apiUrl }),
            onBytes: (count) => {
              movedBytes += count;
            },
          },
          combined,
        );
        table.succeed(id);
        outcome.stored++;
        unreachableInARow = 0;
        if (remaining !== null) remaining--;
      } catch (error) {
        if (combined.aborted) return table.interrupt(id);
        const failure = await judge(error);
        if (failure === null) return table.interrupt(id);
        table.fail(id, failure.code, failure.message);
        outcome.failed++;
        if (remaining !== null) remaining--;
        log.warn('photo failed', { ...transfer, code: failure.code });
      }
    };

    /** The photo's own failure, or null when the photo is not to blame and goes back in its place. */
    const judge = async (error: unknown): Promise<AppError | null> => {
      try {
        if (isAppError(error, 'api_unreachable', 'photo_unreachable')) {
          // A dead network and a dead photo host look alike from here: the API tells them apart.
          const wasOffline = offline !== null;
          const before = clock.elapsed();
          await waitForNetwork();
          const waited = wasOffline || clock.elapsed() - before >= FIRST_PROBE_MS;
          if (waited || error.code === 'api_unreachable') return null;
          if (++unreachableInARow >= UNREACHABLE_LIMIT) halt(photoHostDown());
          return error;
        }
        if (isOwnFailure(error)) return error;
        throw error;
      } catch (reason) {
        if (!stop.signal.aborted) halt(reason);
        return null;
      }
    };

    try {
      await library.store.sweepParts();
      table.interruptAll();
      remaining = null;
      report();
      while (!stop.signal.aborted) {
        if (paused) {
          await aborted(stop.signal, paused.promise);
          continue;
        }
        if (offline) {
          await aborted(stop.signal, offline);
          continue;
        }
        const wanted = queue.concurrency * 2 - inHand.size;
        const claimed = wanted > 0 ? table.claim(wanted, within) : [];
        for (const transfer of claimed) {
          const own = new AbortController();
          inHand.set(transfer.id, own);
          void queue
            .add(() => work(transfer, own))
            .catch(halt)
            .finally(() => {
              inHand.delete(transfer.id);
              report();
            });
        }
        if (claimed.length === 0 && inHand.size === 0) break;
        await nextSettled(queue);
      }
    } catch (error) {
      if (!stop.signal.aborted) halt(error);
    } finally {
      queue.start();
      await queue.onIdle();
      signal?.removeEventListener('abort', onAbort);
      running = false;
      inHand.clear();
      report();
    }
    outcome.storedBytes = movedBytes;
    return outcome;
  };

  return {
    run,
    enqueue: (scope, choice, enqueueOptions) => {
      remaining = null;
      table.dropGoneFailures();
      return table.enqueue(scope, choice, enqueueOptions);
    },
    pause: () => {
      paused ??= Promise.withResolvers<void>();
      queue.pause();
    },
    resume: () => {
      paused?.resolve();
      paused = null;
      queue.start();
    },
    cancel: (scope) => {
      remaining = null;
      const cancelled = table.cancel(scope);
      for (const [id, own] of inHand) {
        if (!table.isActive(id)) own.abort(new AppError('cancelled', 'Cancelled.'));
      }
      return cancelled;
    },
    retryFailed: (scope) => {
      remaining = null;
      return table.retryFailed(scope);
    },
    prioritise: (scope, priority) => table.prioritise(scope, priority),
    setConcurrency: (concurrency) => {
      queue.concurrency = concurrency;
    },
    activity: () => (paused ? 'paused' : offline ? 'offline' : running ? 'running' : 'idle'),
    failures: (within) => table.failures(within),
    counts: () => table.counts(),
    offerLinks: (modelId, links) => offered.put(modelId, links),
  };
}

/** Codes that say something about one photo only; every other failure concerns the whole queue. */
function isOwnFailure(error: unknown): error is AppError {
  return (
    isAppError(error) &&
    (/^(photo|link)_/.test(error.code) ||
      ['url_refused', 'not_found', 'api_failed', 'api_not_understood'].includes(error.code))
  );
}

function photoHostDown(): AppError {
  return new AppError(
    'photo_unreachable',
    'The photo host cannot be reached. What is left stays in the queue: try again later.',
  );
}

/** Resolves with `promise`, or when the signal aborts. */
async function aborted(signal: AbortSignal, promise: Promise<void>): Promise<void> {
  const abort = Promise.withResolvers<void>();
  const onAbort = () => abort.resolve();
  if (signal.aborted) return;
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    await Promise.race([promise.catch(() => undefined), abort.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** Resolves when a task of the queue ends, or at once when none is under way. */
async function nextSettled(queue: PQueue): Promise<void> {
  if (queue.pending === 0 && queue.size === 0) return;
  await new Promise<void>((resolve) => {
    queue.addEventListener('next', () => resolve(), { once: true });
  });
}
