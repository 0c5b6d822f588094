import type { StoreApi } from 'zustand/vanilla';
import type { Bridge } from '#shared/bridge.ts';
import { createClient } from '#shared/client.ts';
import type { Api } from '#shared/contract.ts';
import { type Commands, createCommands } from './commands.ts';
import { createMirrors, type MirrorStore } from './mirrors.ts';
import { createNavigation, type Navigation } from './navigation.ts';
import { createNotices, type Notices } from './notices.ts';

/** What every feature of the window can reach. */
export interface Desk {
  client: Api;
  mirrors: MirrorStore;
  navigation: StoreApi<Navigation>;
  notices: StoreApi<Notices>;
  commands: Commands;
  /** Follows the core until the returned function is called. */
  start: () => () => void;
}

/** The window's end of `bridge`. */
export function createDesk(bridge: Bridge): Desk {
  const client = createClient(bridge);
  const mirrors = createMirrors(client, (listener) => bridge.subscribe(listener));
  const commands = createCommands();
  return {
    client,
    mirrors,
    commands,
    navigation: createNavigation(),
    notices: createNotices(),
    start() {
      const stopMirrors = mirrors.follow();
      const stopCommands = bridge.subscribe((message) => {
        if (message.name === 'command') commands.run(message.payload.command);
      });
      return () => {
        stopMirrors();
        stopCommands();
      };
    },
  };
}
