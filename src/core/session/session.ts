import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Organization } from '#shared/domain.ts';
import { AppError, isAppError, toErrorData } from '#shared/errors.ts';
import type { KeyStorage, Session } from '#shared/window.ts';
import { createHeadshotPro } from '../headshotpro/client.ts';
import type { JobListeners } from '../jobs/jobs.ts';
import { hasLibrary } from '../library/library-list.ts';
import type { PictureCache } from '../pictures/picture-cache.ts';
import { DEMO_FOLDER } from '../places.ts';
import type { Clock, Http, KeyVault, Log, Random, StartDemo } from '../ports.ts';
import type { LastLibrary, SettingsFile } from '../settings/settings.ts';
import { DEMO_STORAGE, keepKey, storageOf } from './key-storage.ts';
import { openPlace, type Place } from './place.ts';
import { Reachability } from './reachability.ts';

/** How often it is looked whether another program has let go of the library. */
const FREE_EVERY_MS = 2_000;

interface SessionOptions {
  ports: {
    http: Http;
    clock: Clock;
    random: Random;
    log: Log;
    vault: KeyVault;
    startDemo: StartDemo;
  };
  apiUrl: string;
  libraryRoot: string;
  program: string;
  settings: SettingsFile;
  cache: PictureCache;
  listeners: JobListeners;
  /** Told when the session's snapshot is another one. */
  onChange: () => void;
}

/** Who is connected to what: the key, the library in use, and whether HeadshotPro answers. */
export type DeskSession = ReturnType<typeof createSession>;

export function createSession(options: SessionOptions) {
  const { ports, settings, cache, listeners, onChange } = options;
  const { clock, log, vault } = ports;
  const closing = new AbortController();
  /** Connecting, switching and closing happen one after another. */
  let turn: Promise<unknown> = Promise.resolve();

  let place: Place | null = null;
  let owner: LastLibrary | null = null;
  /** Here and in the key store, nowhere else. */
  let key: string | null = null;
  let keyStorage: KeyStorage = { kind: 'session', reason: 'The key store has not been asked yet.' };

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turn.then(work);
    turn = result.catch(() => {});
    return result;
  };
  const connection = new Reachability({
    clock,
    log,
    closing: closing.signal,
    hasKey: () => key !== null,
    ask: (signal) => inTurn(() => reconnect(signal)),
    changed: () => {
      onChange();
      place?.work?.jobs.wake();
    },
  });

  const snapshot = (): Session => {
    if (!place || !owner) return { state: 'welcome', keyStorage };
    const { uid, name, website } = owner;
    return {
      state: 'connected',
      organization: { uid, name, website },
      demo: place.demo,
      keyStorage,
      hasKey: connection.hasKey,
      online: connection.online,
      problem: place.busy ?? connection.problem ?? place.notice,
    };
  };

  /** Asks once who the stored key belongs to, and goes on as that organization. */
  const reconnect = async (signal: AbortSignal): Promise<void> => {
    if (!place || signal.aborted || connection.online || key === null) return;
    try {
      const organization = await place.api.organization({ lane: 'person', signal });
      if (organization.uid !== place.uid) await enter(organization, options.apiUrl, false);
      else remember(organization, place.demo);
      connection.answered();
      startSync();
    } catch (error) {
      if (signal.aborted) return;
      if (!isAppError(error)) throw error;
      connection.lost(error);
    }
  };

  /** What is only remembered for the next start is not worth failing for. */
  const keepLast = (last: LastLibrary | null): void => {
    try {
      settings.setLastLibrary(last);
    } catch (error) {
      log.warn('the library was not remembered', { code: toErrorData(error).code });
    }
  };

  const remember = ({ uid, name, website }: Organization, demo: boolean): void => {
    owner = { uid, name, website, demo };
    keepLast(owner);
  };

  /** Opens the organization's own library in place of the one that is open. */
  const enter = async (
    organization: Organization,
    apiUrl: string,
    demo: boolean,
  ): Promise<void> => {
    const isOpen = place?.uid === organization.uid && place.demo === demo && place.work;
    if (!isOpen || demo) await open(organization.uid, apiUrl, demo);
    const library = place?.work?.workspace.library;
    if (library) {
      const known = library.db.get('SELECT uid FROM organization');
      if (known === undefined) library.mirror.begin(organization);
    }
    remember(organization, demo);
  };

  const open = async (uid: string, apiUrl: string, demo: boolean): Promise<void> => {
    await place?.close();
    place = null;
    const root = demo ? join(options.libraryRoot, DEMO_FOLDER) : options.libraryRoot;
    if (!demo) assertPluggedIn(uid, root);
    const { program } = options;
    const { concurrency } = settings.get();
    place = openPlace(
      uid,
      demo,
      { apiUrl, apiKey: () => key ?? '', root, program, concurrency },
      { ports, cache, connection, listeners },
    );
    if (place.busy?.code === 'library_busy') void untilFree(place, apiUrl);
    listeners.libraryChanged();
    listeners.changed();
  };

  /** A library that was here is not begun anew in the place of a disk that is not connected. */
  const assertPluggedIn = (uid: string, root: string): void => {
    const last = settings.lastLibrary();
    if (last === null || last.demo || last.uid !== uid || existsSync(root)) return;
    throw new AppError(
      'disk_failed',
      `The folder ${root} that holds the library of ${last.name} is not there. Connect its disk and try again; or make that folder, to begin anew.`,
    );
  };

  /** Opens the library to write as soon as the other program lets go of it. */
  const untilFree = async (busyPlace: Place, apiUrl: string): Promise<void> => {
    try {
      while (place === busyPlace && busyPlace.busy) {
        await clock.sleep(FREE_EVERY_MS, closing.signal);
        await inTurn(async () => {
          if (place === busyPlace) await open(busyPlace.uid, apiUrl, busyPlace.demo);
        });
        onChange();
        if (connection.online) startSync();
      }
    } catch (error) {
      if (!closing.signal.aborted)
        log.error('opening the library failed', { error: String(error) });
    }
  };

  /** Looks again whether a library that could only be looked at can be written now. */
  const reopen = async (): Promise<void> => {
    if (!place?.busy) return;
    await open(place.uid, options.apiUrl, place.demo);
    onChange();
    if (connection.online) startSync();
  };

  const startSync = (): void => {
    try {
      place?.work?.jobs.sync(false);
    } catch (error) {
      log.warn('no sync was begun', { code: toErrorData(error).code });
    }
  };

  const connectDemo = async (): Promise<void> => {
    const demo = await ports.startDemo();
    const api = createHeadshotPro({ ...ports, apiUrl: demo.apiUrl, key: () => demo.apiKey });
    const organization = await api.organization({ lane: 'person' });
    connection.stopWatching();
    key = demo.apiKey;
    keyStorage = DEMO_STORAGE;
    await enter(organization, demo.apiUrl, true);
    connection.answered();
    startSync();
  };

  return {
    snapshot,
    place: (): Place => {
      if (place) return place;
      throw new AppError('library_missing', 'Connect to an organization first.');
    },
    openPlace: (): Place | null => place,

    /** Why HeadshotPro cannot be asked now; null while it can. */
    obstacle: () => connection.obstacle(),

    /** Throws why HeadshotPro cannot be asked now: what changes an organization is refused then, never queued. */
    assertOnline(): void {
      const obstacle = connection.obstacle();
      if (obstacle) throw new AppError(obstacle.error.code, obstacle.error.message);
    },

    /** Opens the last library, then connects in the background; the session tells how that goes. */
    start: () =>
      inTurn(async () => {
        keyStorage = await storageOf(vault, log);
        key = await vault.read('api-key').catch(() => null);
        const last = settings.lastLibrary();
        try {
          if (last?.demo) return await connectDemo();
          if (last && hasLibrary(options.libraryRoot, last.uid)) {
            await open(last.uid, options.apiUrl, false);
            owner = last;
          }
        } catch (error) {
          log.warn('the last library could not be opened', { error: String(error) });
        }
        onChange();
        if (key === null) return;
        if (place) void connectLater();
        else await connectFirst(key);
      }),

    connect: ({ apiKey, remember: keep }: { apiKey: string; remember: boolean }) =>
      inTurn(async () => {
        const candidate = apiKey.trim();
        const { apiUrl } = options;
        const api = createHeadshotPro({ ...ports, apiUrl, key: () => candidate });
        const organization = await api.organization({ lane: 'person', signal: closing.signal });
        connection.stopWatching();
        // Whatever runs must not go on with another organization's key.
        if (place && (place.demo || place.uid !== organization.uid)) {
          await place.close();
          place = null;
        }
        const before = key;
        key = candidate;
        try {
          await enter(organization, apiUrl, false);
        } catch (error) {
          key = before;
          throw error;
        }
        keyStorage = await keepKey(vault, log, candidate, keep);
        connection.answered();
        startSync();
        return snapshot();
      }),

    connectDemo: () =>
      inTurn(async () => {
        await connectDemo();
        return snapshot();
      }),

    /** Asks HeadshotPro now, rather than when the next look is due. */
    retry: async () => {
      await inTurn(reopen);
      await inTurn(() => reconnect(closing.signal));
      return snapshot();
    },

    forget: () =>
      inTurn(async () => {
        connection.stopWatching();
        const wasDemo = place?.demo === true;
        if (wasDemo) {
          await place?.close();
          place = null;
          owner = null;
          keepLast(null);
        } else {
          await vault.forget('api-key');
        }
        key = null;
        keyStorage = await storageOf(vault, log);
        connection.lost(null);
        return snapshot();
      }),

    /** `text` without the key: it must not leave the program. */
    redact: (text: string): string => (key ? text.replaceAll(key, '[key]') : text),

    close: () => {
      closing.abort();
      return inTurn(async () => {
        await place?.close();
        place = null;
      });
    },
  };

  /** The first look whether the stored key still works, once the window can be used. */
  async function connectLater(): Promise<void> {
    try {
      await inTurn(() => reconnect(closing.signal));
      if (!connection.online && connection.hasKey) await connection.watch();
    } catch (error) {
      log.error('connecting at the start failed', { error: String(error) });
    }
  }

  /** A stored key without a library: who it belongs to only HeadshotPro can say. */
  async function connectFirst(apiKey: string): Promise<void> {
    const { apiUrl } = options;
    const api = createHeadshotPro({ ...ports, apiUrl, key: () => apiKey });
    try {
      const organization = await api.organization({ lane: 'person', signal: closing.signal });
      await enter(organization, apiUrl, false);
      connection.answered();
      startSync();
    } catch (error) {
      log.warn('connecting at the start failed', { code: toErrorData(error).code });
      onChange();
    }
  }
}
