import { setImmediate } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { PhotoLinks } from '#shared/domain.ts';
import type { Scope } from '#shared/export.ts';
import type { PhotoChoice } from '#shared/library.ts';
import { BATCH_SIZE, type HeadshotProApi } from '../headshotpro/api.ts';
import { assertPhotoUrl } from '../headshotpro/url-guard.ts';
import type { Library } from '../library/library.ts';
import { scopeSlices } from '../library/scope.ts';
import { createSettling } from '../library/settling.ts';
import type { Clock, Http, Log, Random } from '../ports.ts';
import { createFolderNames } from './adopt.ts';
import { requireRoom } from './disk-room.ts';
import { downloadPhoto } from './download-photo.ts';
import { createLinkLeases } from './link-leases.ts';
import { createOfferedLinks } from './offered-links.ts';
import { type Fetcher, QueueRun, type RunOptions } from './queue-run.ts';
import type { DownloadOutcome } from './run-tally.ts';
import {
  type Chosen,
  createTransferTable,
  type FailedTransfer,
  type TransferCounts,
} from './transfer-table.ts';
import { createWalk } from './walk-thread.ts';

export type { RunOptions } from './queue-run.ts';
export type { DownloadOutcome } from './run-tally.ts';

/** How many photos travel at a time unless somebody says otherwise. */
export const DEFAULT_CONCURRENCY = 8;

/** What the queue is doing at the moment. */
export type QueueActivity = 'idle' | 'running' | 'paused' | 'offline';

/** The durable download queue: rows in the catalogue, as many in hand as travel at a time. */
export interface Downloads {
  /**
   * Queues what is chosen and not yet here, a few people at a time; the number newly queued. Rejects
   * with the signal's reason when it aborts: what is queued by then stays.
   */
  enqueue(
    scope: Scope,
    choice: PhotoChoice,
    options?: { priority?: number; fetchRemoved?: boolean; signal?: AbortSignal },
  ): Promise<number>;
  /**
   * Works on the queue until it is empty, the signal aborts, or something stops everybody: the key,
   * the disk, or no network for longer than `patienceMs`. One run at a time.
   */
  run(options?: RunOptions): Promise<DownloadOutcome>;
  /** Stops at once: what is under way goes back in its place and is fetched anew after `resume`. */
  pause(): void;
  resume(): void;
  /** Stops what is named, under way or waiting, a few people at a time. The number cancelled. */
  cancel(scope: Scope): Promise<number>;
  retryFailed(scope: Scope): number;
  /** What has the higher priority is next. The number of waiting transfers moved. */
  prioritise(scope: Scope, priority: number): number;
  /** Takes effect at once; when it is lowered, what is under way is finished first. */
  setConcurrency(concurrency: number): void;
  activity(): QueueActivity;
  /** What failed, by person; everything, or of one part of the queue. */
  failures(within: Chosen | null): FailedTransfer[];
  counts(): TransferCounts;
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
  const lane = new PQueue({ concurrency: options.concurrency ?? DEFAULT_CONCURRENCY });
  const offered = createOfferedLinks();
  const settle = createSettling(library);
  let paused = false;
  let current: QueueRun | null = null;

  const fetcher = (ended: AbortSignal): Fetcher => {
    const leases = createLinkLeases({
      api,
      serverNow,
      offered,
      wantedPhotos: (modelId) => table.wantedPhotos(modelId, BATCH_SIZE),
      signal: ended,
    });
    const assertUrl = (url: string) => void assertPhotoUrl(url, { apiUrl });
    const folderNames = createFolderNames();
    const walk = createWalk(ended);
    const tools = { ...library, settle, folderNames, leases, http, walk, clock, random, assertUrl };
    return (transfer, signal, onBytes) => downloadPhoto(transfer, { ...tools, onBytes }, signal);
  };
  const prepare = async (within: Chosen | null): Promise<void> => {
    await library.store.sweepParts();
    if (!table.isEmpty(within)) await requireRoom(library.paths.folder);
  };
  const askApi = (signal: AbortSignal) => api.organization({ signal, lane: 'person' });

  return {
    async run(runOptions = {}) {
      if (current) throw new Error('The download queue is running already.');
      const { signal } = runOptions;
      const run = new QueueRun({ table, lane, fetcher, askApi, clock, log }, runOptions, paused);
      const stop = () => run.stop(signal?.reason);
      current = run;
      signal?.addEventListener('abort', stop, { once: true });
      if (signal?.aborted) stop();
      try {
        return await run.untilDone(() => prepare(runOptions.within ?? null));
      } finally {
        signal?.removeEventListener('abort', stop);
        current = null;
      }
    },
    async enqueue(scope, choice, { signal, ...enqueueOptions } = {}) {
      table.dropGoneFailures();
      let queued = 0;
      for (const slice of scopeSlices(library.db, scope)) {
        queued += table.enqueue(slice, choice, enqueueOptions);
        current?.recount();
        await setImmediate();
        signal?.throwIfAborted();
      }
      return queued;
    },
    pause: () => {
      paused = true;
      current?.setPaused(true);
    },
    resume: () => {
      paused = false;
      current?.setPaused(false);
    },
    async cancel(scope) {
      let cancelled = 0;
      for (const slice of scopeSlices(library.db, scope)) {
        cancelled += table.cancel(slice);
        current?.dropCancelled();
        await setImmediate();
      }
      return cancelled;
    },
    retryFailed: (scope) => {
      const queued = table.retryFailed(scope);
      current?.recount();
      return queued;
    },
    prioritise: (scope, priority) => {
      const moved = table.prioritise(scope, priority);
      current?.reorder();
      return moved;
    },
    setConcurrency: (concurrency) => {
      lane.concurrency = concurrency;
      current?.nudge();
    },
    activity: () => {
      if (paused) return 'paused';
      if (!current) return 'idle';
      return current.isOffline ? 'offline' : 'running';
    },
    failures: (within) => table.failures(within),
    counts: () => table.counts(),
    offerLinks: (modelId, links) => offered.put(modelId, links),
  };
}
