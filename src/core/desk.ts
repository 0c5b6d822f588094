import type { EventMessage, Reply } from '#shared/bridge.ts';
import type { Api, PhotoKey } from '#shared/contract.ts';
import { createRememberingLog, reportText } from './diagnostics.ts';
import { createDispatch } from './dispatch.ts';
import { createAnnouncer } from './events.ts';
import { createJobEffects } from './jobs/job-effects.ts';
import { libraryTotals } from './library/people.ts';
import { createLive } from './live/live.ts';
import { createDragFiles } from './pictures/drag-files.ts';
import { createPictureCache } from './pictures/picture-cache.ts';
import type { Picture, PictureSize } from './pictures/pictures.ts';
import type {
  Clock,
  Desktop,
  Http,
  KeyVault,
  Log,
  Random,
  SettingsStore,
  StartDemo,
} from './ports.ts';
import { campaignService } from './services/campaign-service.ts';
import { desktopService } from './services/desktop-service.ts';
import { createExportFolders } from './services/export-folders.ts';
import { exportsService } from './services/exports-service.ts';
import { historyService } from './services/history-service.ts';
import { invitesService } from './services/invites-service.ts';
import { jobsService } from './services/jobs-service.ts';
import { jobsSnapshot } from './services/jobs-snapshot.ts';
import { liveService } from './services/live-service.ts';
import { modelsService } from './services/models-service.ts';
import { libraryService, peopleService } from './services/people-service.ts';
import { photosService } from './services/photos-service.ts';
import { removalsService } from './services/removals-service.ts';
import { sessionService } from './services/session-service.ts';
import { settingsService } from './services/settings-service.ts';
import { storageService } from './services/storage-service.ts';
import { teamsService } from './services/teams-service.ts';
import { untilClosed } from './session/patient-vault.ts';
import { createSession } from './session/session.ts';
import { createSettings } from './settings/settings.ts';

export { PICTURE_SIZES, type Picture, type PictureSize } from './pictures/pictures.ts';

/** What the shell supplies. */
export interface DeskPorts {
  http: Http;
  clock: Clock;
  random: Random;
  log: Log;
  vault: KeyVault;
  settings: SettingsStore;
  desktop: Desktop;
  startDemo: StartDemo;
}

/** Which API, which folders. */
export interface DeskOptions {
  /** Ends in `/api/v2`. */
  apiUrl: string;
  /** The folder that holds one library per organization. Absolute. */
  libraryRoot: string;
  /** Where pictures made for the window are kept; may be emptied at any time. Absolute. */
  cacheRoot: string;
  /** How this program calls itself to another one that wants to write. */
  program: string;
}

/** The core as the window's shell serves it. */
export interface Desk {
  /** Reads the key, opens the last library, connects. Never rejects: the session says what is wrong. */
  start(): Promise<void>;
  /** Carries out one call of the contract (`people.list`, …). Never rejects. */
  dispatch(path: string, input: unknown): Promise<Reply>;
  /** Calls `listener` with each event, until the function it returns is called. */
  subscribe(listener: (message: EventMessage) => void): () => void;
  /**
   * A picture for the window: a file on disk and its media type, made, fetched and cached when
   * needed. Throws an AppError where there is none.
   */
  picture(key: PhotoKey, size: PictureSize, signal?: AbortSignal): Promise<Picture>;
  /** Pauses the work, closes the library. */
  close(): Promise<void>;
}

/** Pictures made for the window may take this much; the oldest go first. */
const CACHE_BYTES = 1_000_000_000;
/** Looking at each of them takes its time: not while the window opens. */
const TIDY_AFTER_MS = 30_000;

/** The whole product behind the window: the one list of what is wired to what. */
export function createDesk(given: DeskPorts, options: DeskOptions): Desk {
  const { clock, desktop } = given;
  const closing = new AbortController();
  const log = createRememberingLog(given.log, clock);
  const ports = { ...given, log, vault: untilClosed(given.vault, closing.signal) };
  const events = createAnnouncer(clock);
  const settings = createSettings(ports.settings);
  const cache = createPictureCache(options.cacheRoot);
  const dragFiles = createDragFiles(options.cacheRoot);
  let tidying: Promise<unknown> = Promise.resolve();
  let libraryRevision = 0;
  let jobsRevision = 0;

  const sessionChanged = () => {
    live.wake();
    events.announce('session', () => session.snapshot());
  };
  const libraryChanged = () => {
    libraryRevision++;
    events.announce('library', () => ({ revision: libraryRevision }));
  };
  const jobsChanged = () => {
    jobsRevision++;
    events.announce('jobs', () => {
      const snapshot = jobsSnapshot(session);
      effects.show(snapshot.jobs);
      live.wake();
      return { revision: jobsRevision, ...snapshot };
    });
  };
  const effects = createJobEffects(desktop, log);
  /** Only an estimate rests on it: a disk that is full must not stop the work. */
  const rememberSpeed = (bytesPerSecond: number) => {
    try {
      settings.setLastSpeed(bytesPerSecond);
    } catch (error) {
      log.warn('the speed was not remembered', { error: String(error) });
    }
  };

  const session = createSession({
    ...options,
    ports,
    settings,
    cache,
    listeners: {
      changed: jobsChanged,
      libraryChanged,
      ended: (job, tookMs) => {
        // A rule has words of its own.
        if (!live.jobEnded(job)) effects.tellEnd(job, tookMs);
      },
      speed: rememberSpeed,
    },
    onChange: sessionChanged,
  });
  const live = createLive({
    ports,
    settings,
    place: session.openPlace,
    obstacle: session.obstacle,
    changed: () => events.announce('live', () => live.snapshot()),
    libraryChanged,
  });
  const folders = createExportFolders(desktop, settings);

  const diagnostics = (): string => {
    const place = session.openPlace();
    const totals = place && libraryTotals(place.library.db);
    const { people = 0, models = 0, photos = 0, stored = 0, failed = 0 } = totals ?? {};
    const text = reportText({
      about: desktop.about(),
      session: session.snapshot(),
      settings: settings.get(),
      numbers: { people, models, photos, stored, failed },
      jobs: jobsSnapshot(session).jobs,
      log: log.latest(),
    });
    return session.redact(text);
  };

  const services: Api = {
    session: sessionService(session),
    library: libraryService(session, settings, clock, libraryChanged),
    people: peopleService(session),
    photos: photosService(session, desktop, dragFiles, libraryChanged),
    jobs: jobsService(session, desktop, clock, folders),
    exports: exportsService(session, settings, folders),
    campaign: campaignService(session, desktop, settings, clock),
    invites: invitesService(session, desktop),
    removals: removalsService(session, libraryChanged),
    teams: teamsService(session, libraryChanged),
    models: modelsService(session, libraryChanged),
    history: historyService(session),
    live: liveService(session, live, folders),
    settings: settingsService(session, settings, (now, { lowCredits }) => {
      events.announce('settings', () => now);
      // Whether the credits are few is part of what the library is asked.
      if (lowCredits !== undefined) libraryChanged();
      live.wake();
    }),
    storage: storageService(session, desktop, libraryChanged),
    desktop: desktopService(desktop, diagnostics),
  };

  const shrinkLater = async () => {
    await clock.sleep(TIDY_AFTER_MS, closing.signal);
    await cache.shrink(CACHE_BYTES);
  };

  return {
    async start() {
      await session.start();
      if (closing.signal.aborted) return;
      await live.start();
      tidying = Promise.allSettled([shrinkLater(), dragFiles.clear()]);
    },
    dispatch: createDispatch(services, log),
    subscribe: events.subscribe,
    picture: async (key, size, signal) => session.place().pictures.get(key, size, signal),
    async close() {
      closing.abort();
      await live.close();
      await session.close();
      await tidying;
      effects.show([]);
      events.close();
    },
  };
}
