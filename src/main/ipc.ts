import type { BrowserWindow, IpcMain, IpcMainInvokeEvent } from 'electron';
import type { Desk } from '#core/desk.ts';
import type { Log } from '#core/ports.ts';
import type { EventMessage } from '#shared/bridge.ts';
import { EVENT_CHANNEL, INVOKE_CHANNEL } from '#shared/channels.ts';
import { isAppUrl } from './app-origin.ts';

/** The one window, or null while there is none. */
export type CurrentWindow = () => BrowserWindow | null;

/** Serves the contract to the app's own window; every call's sender is checked. */
export function serveDesk(
  ipc: Pick<IpcMain, 'handle'>,
  desk: Pick<Desk, 'dispatch'>,
  window: CurrentWindow,
  log: Log,
): void {
  ipc.handle(INVOKE_CHANNEL, (event, path: unknown, input: unknown) => {
    if (!isOwnPage(event, window())) {
      log.warn('Refused a call that did not come from the app’s own page');
      throw new Error('This page may not call Headshot Desk.');
    }
    return desk.dispatch(String(path), input);
  });
}

/** Sends an event to the window, if there is one. */
export function announce(window: BrowserWindow | null, message: EventMessage): void {
  if (window === null || window.isDestroyed()) return;
  window.webContents.send(EVENT_CHANNEL, message);
}

function isOwnPage({ sender, senderFrame }: IpcMainInvokeEvent, window: BrowserWindow | null) {
  return (
    window !== null &&
    sender === window.webContents &&
    senderFrame !== null &&
    senderFrame.parent === null &&
    isAppUrl(senderFrame.url)
  );
}
