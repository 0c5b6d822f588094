import { EventEmitter } from 'node:events';
import type { BrowserWindow, IpcMain, IpcMainInvokeEvent, IpcRenderer } from 'electron';
import type { Bridge } from '#shared/bridge.ts';
import { announce, serveDesk } from '../../src/main/ipc.ts';
import { createIpcBridge } from '../../src/preload/ipc-bridge.ts';
import type { DeskEnd } from './memory-bridge.ts';
import { RecordingLog } from './recording-log.ts';

/**
 * The {@link Bridge} as it is in the app, main's adapter and the preload's, over a wire that copies
 * what crosses and flattens errors as Electron does.
 */
export function electronBridge(desk: DeskEnd): Bridge {
  const handlers = new Map<string, Parameters<IpcMain['handle']>[1]>();
  const wire = new EventEmitter();
  const webContents = {
    send: (channel: string, ...args: unknown[]) => {
      wire.emit(channel, {}, ...structuredClone(args));
    },
  };
  const window = { webContents, isDestroyed: () => false } as unknown as BrowserWindow;
  const event = {
    sender: webContents,
    senderFrame: { url: 'app://desk/index.html', parent: null },
  } as unknown as IpcMainInvokeEvent;

  const ipcRenderer: Pick<IpcRenderer, 'invoke' | 'on' | 'off'> = {
    async invoke(channel, ...args) {
      try {
        const given = structuredClone(args);
        return structuredClone(await handlers.get(channel)?.(event, ...given));
      } catch (error) {
        throw new Error(`Error invoking remote method '${channel}': ${error}`);
      }
    },
    on(channel, listener) {
      wire.on(channel, listener);
      return this as IpcRenderer;
    },
    off(channel, listener) {
      wire.off(channel, listener);
      return this as IpcRenderer;
    },
  };

  const ipcMain: Pick<IpcMain, 'handle'> = {
    handle: (channel, handler) => {
      handlers.set(channel, handler);
    },
  };
  serveDesk(ipcMain, desk, () => window, new RecordingLog());
  desk.subscribe((message) => announce(window, message));
  return createIpcBridge(ipcRenderer);
}
