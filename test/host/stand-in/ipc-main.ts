import { EventEmitter } from 'node:events';
import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { onMessage } from './launcher.ts';
import { openWindows } from './open-windows.ts';
import { appUrlOf } from './protocol.ts';

type Handler = Parameters<IpcMain['handle']>[1];

const handlers = new Map<string, Handler>();

class StandInIpc extends EventEmitter implements Pick<IpcMain, 'handle'> {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    handlers.set(channel, handler);
  }
}

/** Electron's `ipcMain`: calls come over the launcher. */
export const ipcMain = new StandInIpc();

onMessage('invoke', async ({ channel, args, frame }) => {
  const handler = handlers.get(channel);
  const [window] = openWindows;
  if (!handler) throw new Error(`No handler registered for '${channel}'`);
  const event = {
    type: 'frame',
    sender: window?.webContents,
    senderFrame: { url: appUrlOf(frame.url), parent: frame.isMain ? null : {} },
  };
  return handler(event as unknown as IpcMainInvokeEvent, ...args);
});
