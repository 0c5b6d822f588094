import type { Organization } from '#shared/domain.ts';
import { isAppError, toErrorData } from '#shared/errors.ts';
import { createHeadshotPro } from '../headshotpro/client.ts';
import type { Clock, Http, Log, Random, StartDemo } from '../ports.ts';
import type { CurrentPlace } from './current-place.ts';
import type { KeyHolder } from './key-holder.ts';
import type { Reachability } from './reachability.ts';

export interface ConnectingOptions {
  ports: { http: Http; clock: Clock; random: Random; log: Log; startDemo: StartDemo };
  apiUrl: string;
  keys: KeyHolder;
  current: CurrentPlace;
  connection: Reachability;
  closing: AbortSignal;
  /** The session's snapshot is another one. */
  onChange(): void;
}

/** The ways to be connected. Each asks HeadshotPro first whom a key belongs to. */
export interface Connecting {
  /** With a key that somebody gives. Rejects with why it cannot be used; all stays as it was then. */
  withKey(apiKey: string, remember: boolean): Promise<void>;
  withDemo(): Promise<void>;
  /** With the key in use, whose library is open; tells the connection how that went. */
  again(signal: AbortSignal): Promise<void>;
  /** With a stored key without a library: who it belongs to only HeadshotPro can say. */
  withStoredKey(apiKey: string): Promise<void>;
}

export function createConnecting(options: ConnectingOptions): Connecting {
  const { ports, apiUrl, keys, current, connection, closing, onChange } = options;

  const ownerOf = (apiKey: string, url: string): Promise<Organization> => {
    const api = createHeadshotPro({ ...ports, apiUrl: url, key: () => apiKey });
    return api.organization({ lane: 'person', signal: closing });
  };
  const connected = (): void => {
    connection.answered();
    current.sync();
  };

  return {
    async withKey(apiKey, remember) {
      const organization = await ownerOf(apiKey, apiUrl);
      connection.stopWatching();
      const { place } = current;
      // Whatever runs must not go on with another organization's key.
      if (place && (place.demo || place.uid !== organization.uid)) await current.close();
      const before = keys.key;
      keys.take(apiKey);
      try {
        await current.enter(organization, apiUrl, false);
      } catch (error) {
        keys.take(before);
        throw error;
      }
      await keys.keep(apiKey, remember);
      connected();
    },

    async withDemo() {
      const demo = await ports.startDemo();
      const organization = await ownerOf(demo.apiKey, demo.apiUrl);
      connection.stopWatching();
      keys.takeDemo(demo.apiKey);
      await current.enter(organization, demo.apiUrl, true);
      connected();
    },

    async again(signal) {
      const { place } = current;
      if (!place || signal.aborted || connection.online || keys.key === null) return;
      try {
        const organization = await place.api.organization({ lane: 'person', signal });
        if (organization.uid !== place.uid) await current.enter(organization, apiUrl, false);
        else current.remember(organization, place.demo);
        connected();
      } catch (error) {
        if (signal.aborted) return;
        if (!isAppError(error)) throw error;
        connection.lost(error);
      }
    },

    async withStoredKey(apiKey) {
      try {
        const organization = await ownerOf(apiKey, apiUrl);
        await current.enter(organization, apiUrl, false);
        connected();
      } catch (error) {
        ports.log.warn('connecting at the start failed', { code: toErrorData(error).code });
        onChange();
      }
    },
  };
}
