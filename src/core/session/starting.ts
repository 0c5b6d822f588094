import { hasLibrary } from '../library/library-list.ts';
import type { Log } from '../ports.ts';
import type { SettingsFile } from '../settings/settings.ts';
import type { Connecting } from './connecting.ts';
import type { CurrentPlace } from './current-place.ts';
import type { KeyHolder } from './key-holder.ts';
import type { Reachability } from './reachability.ts';

export interface StartingOptions {
  ports: { log: Log };
  apiUrl: string;
  libraryRoot: string;
  settings: SettingsFile;
  keys: KeyHolder;
  current: CurrentPlace;
  connecting: Connecting;
  connection: Reachability;
  closing: AbortSignal;
  /** Opening and connecting happen one after another. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** The session's snapshot is another one. */
  onChange(): void;
}

/**
 * The start of a session: the last library opens at once, for it needs no key; then the key store is
 * asked, which may wait for a password that nobody enters; with the key, HeadshotPro is asked in the
 * background. Never rejects: the session says what is wrong.
 */
export function createStart(options: StartingOptions): () => Promise<void> {
  const { ports, apiUrl, libraryRoot, settings, keys, current, connecting } = options;
  const { connection, closing, inTurn, onChange } = options;
  const { log } = ports;

  /** Whether there is nothing more to do. */
  const openLast = async (): Promise<boolean> => {
    const last = settings.lastLibrary();
    try {
      if (last?.demo) await connecting.withDemo();
      else if (last && hasLibrary(libraryRoot, last.uid)) await current.openLast(last, apiUrl);
    } catch (error) {
      log.warn('the last library could not be opened', { error: String(error) });
    }
    onChange();
    return keys.key !== null;
  };

  /** The first look whether the stored key still works, once the window can be used. */
  const connectLater = async (): Promise<void> => {
    try {
      await inTurn(() => connecting.again(closing));
      if (!connection.online && connection.hasKey) await connection.watch();
    } catch (error) {
      log.error('connecting at the start failed', { error: String(error) });
    }
  };

  return async () => {
    if (await inTurn(openLast)) return;
    await keys.read();
    await inTurn(async () => {
      onChange();
      // Somebody may have given a key meanwhile, or gone.
      if (keys.key === null || connection.online || closing.aborted) return;
      if (current.place) void connectLater();
      else await connecting.withStoredKey(keys.key);
    });
  };
}
