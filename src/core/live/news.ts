import { AppError, type ErrorData, isAppError, toErrorData } from '#shared/errors.ts';
import type { Job } from '#shared/jobs.ts';
import type { Workspace } from '../core.ts';
import type { WebhookEvent } from '../headshotpro/webhook.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Library } from '../library/library.ts';
import type { Clock, Log, Random } from '../ports.ts';
import type { Place } from '../session/place.ts';
import type { ModelNews } from '../sync/update-models.ts';
import { EventQueue } from './event-queue.ts';
import { createLook } from './look.ts';
import { Polling } from './polling.ts';

/** The library in use, while it can be written. */
export interface OpenWork {
  place: Place;
  library: Library;
  workspace: Workspace;
  jobs: Jobs;
}

export interface NewsOptions {
  ports: { clock: Clock; random: Random; log: Log };
  /** Between two looks; 0: never. */
  intervalMs(): number;
  /** Whether somebody waits for news. */
  isWanted(work: OpenWork): boolean;
  openWork(): OpenWork | null;
  /** Why HeadshotPro cannot be asked now; null while it can. */
  obstacle(): { error: ErrorData } | null;
  /** When it looked, or will, is another. */
  changed(): void;
  /** A look found nothing, or webhooks were worked on: the library is as new as can be told. */
  upToDate(): void;
  libraryChanged(): void;
}

/** What is new at HeadshotPro, by looking now and then and by webhooks; brings the library up to date. */
export function createNews(options: NewsOptions) {
  const { ports, openWork, obstacle, upToDate, libraryChanged } = options;
  const { clock, log } = ports;
  const closing = new AbortController();
  let look = createLook();
  let looked: Place | null = null;
  /** A webhook could not be worked on: the next look begins a sync whatever it finds. */
  let owed = false;

  const isOpen = ({ place }: OpenWork): boolean => openWork()?.place === place;

  const polling = new Polling({
    ...ports,
    intervalMs: options.intervalMs,
    isWanted() {
      const work = openWork();
      return work !== null && !obstacle() && !isSyncing(work) && options.isWanted(work);
    },
    async look(signal) {
      const work = openWork();
      if (!work || isSyncing(work)) return;
      const { place, library, jobs } = work;
      if (looked !== place) look = createLook();
      looked = place;
      try {
        const isNews = await look.forNews(place.api, library.db, signal);
        if (!isOpen(work)) return;
        if (isNews || owed) jobs.sync(false);
        else upToDate();
        owed = false;
      } catch (error) {
        if (isOpen(work) && !signal.aborted) place.failed(error);
        throw error;
      }
    },
    changed: options.changed,
  });

  const events = new EventQueue(clock, async (news: ModelNews[]) => {
    const work = openWork();
    try {
      const hindrance = obstacle()?.error ?? (work ? null : NO_LIBRARY);
      if (hindrance) throw new AppError(hindrance.code, hindrance.message);
      const report = await work?.workspace.updateModels(news, closing.signal);
      const [failed] = report?.failed ?? [];
      if (failed) throw new AppError(failed.code, failed.message);
    } catch (error) {
      owed = true;
      if (closing.signal.aborted) return;
      if (work && isOpen(work) && isAppError(error)) work.place.failed(error);
      log.warn('a webhook waits for the next look', { code: toErrorData(error).code });
    }
    libraryChanged();
    upToDate();
  });

  return {
    /** ISO 8601; null before the first look. */
    lastLookAt: () => polling.lastLookAt,
    nextLookAt: () => polling.nextLookAt,

    /** Takes in a webhook; it is worked on later. */
    add: (event: WebhookEvent) => events.add(event),

    /** Looks now. Throws why it cannot. */
    look: () => polling.lookNow(),

    /** What decides about the next look is another. */
    wake: () => polling.wake(),

    /** A sync has ended: well, and there is nothing to look for, or not, and its news are news again. */
    synced(job: Job): void {
      if (job.state === 'failed') look.again();
      if (job.state === 'done') polling.seen();
    },

    async close(): Promise<void> {
      closing.abort();
      await Promise.all([events.close(), polling.close()]);
    },
  };
}

const SYNCING: readonly Job['state'][] = ['waiting', 'running', 'offline'];

function isSyncing({ jobs }: OpenWork): boolean {
  return jobs.list().some(({ kind, state }) => kind === 'sync' && SYNCING.includes(state));
}

const NO_LIBRARY: ErrorData = { code: 'library_missing', message: 'No library is open.' };
