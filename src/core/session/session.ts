import { AppError } from '#shared/errors.ts';
import type { Session } from '#shared/window.ts';
import type { JobListeners } from '../jobs/jobs.ts';
import type { PictureCache } from '../pictures/picture-cache.ts';
import type { Clock, Http, KeyVault, Log, Random, StartDemo } from '../ports.ts';
import type { SettingsFile } from '../settings/settings.ts';
import { createConnecting } from './connecting.ts';
import { CurrentPlace } from './current-place.ts';
import { KeyHolder } from './key-holder.ts';
import type { Place } from './place.ts';
import { Reachability } from './reachability.ts';
import { createStart } from './starting.ts';

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
  const { ports, onChange } = options;
  const { clock, log, vault } = ports;
  const closing = new AbortController();
  const keys = new KeyHolder(vault, log);

  /** Connecting, switching and closing happen one after another. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turn.then(work);
    turn = result.catch(() => {});
    return result;
  };

  const connection = new Reachability({
    clock,
    log,
    closing: closing.signal,
    hasKey: () => keys.key !== null,
    ask: (signal) => inTurn(() => connecting.again(signal)),
    changed: () => {
      onChange();
      current.place?.work?.jobs.wake();
    },
  });
  const current = new CurrentPlace({
    ...options,
    connection,
    apiKey: () => keys.key ?? '',
    closing: closing.signal,
    inTurn,
    reopened: () => {
      onChange();
      if (connection.online) current.sync();
    },
  });
  const connecting = createConnecting({
    ...options,
    keys,
    current,
    connection,
    closing: closing.signal,
  });

  const snapshot = (): Session => {
    const { place, owner } = current;
    const keyStorage = keys.storage;
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

  const start = createStart({
    ...options,
    keys,
    current,
    connecting,
    connection,
    closing: closing.signal,
    inTurn,
  });

  return {
    snapshot,
    place: (): Place => {
      if (current.place) return current.place;
      throw new AppError('library_missing', 'Connect to an organization first.');
    },
    openPlace: (): Place | null => current.place,

    /** Why HeadshotPro cannot be asked now; null while it can. */
    obstacle: () => connection.obstacle(),

    start,

    connect: ({ apiKey, remember }: { apiKey: string; remember: boolean }) =>
      inTurn(async () => {
        await connecting.withKey(apiKey.trim(), remember);
        return snapshot();
      }),

    connectDemo: () =>
      inTurn(async () => {
        await connecting.withDemo();
        return snapshot();
      }),

    /** Asks HeadshotPro now, rather than when the next look is due. */
    retry: async () => {
      await inTurn(() => current.reopen());
      await inTurn(() => connecting.again(closing.signal));
      return snapshot();
    },

    /** Forgets the key; of the demo organization everything, and leaves a stored key in its place. */
    forget: () =>
      inTurn(async () => {
        connection.stopWatching();
        if (current.place?.demo) {
          await current.leave();
          await keys.drop();
        } else {
          await keys.forget();
        }
        connection.lost(null);
        return snapshot();
      }),

    /** `text` without the key: it must not leave the program. */
    redact: (text: string): string => keys.redact(text),

    close: () => {
      closing.abort();
      return inTurn(() => current.close());
    },
  };
}
