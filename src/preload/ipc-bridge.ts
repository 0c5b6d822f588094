import type { IpcRenderer, IpcRendererEvent } from 'electron';
import type { Bridge, EventMessage } from '#shared/bridge.ts';
import { EVENT_CHANNEL, INVOKE_CHANNEL } from '#shared/channels.ts';

/** The bridge over Electron's IPC. Neither the IPC object nor its events reach the window. */
export function createIpcBridge(ipc: Pick<IpcRenderer, 'invoke' | 'on' | 'off'>): Bridge {
  return {
    invoke: (path, input) => ipc.invoke(INVOKE_CHANNEL, path, input),
    subscribe: (listener) => {
      const hear = (_event: IpcRendererEvent, message: EventMessage) => listener(message);
      ipc.on(EVENT_CHANNEL, hear);
      return () => {
        ipc.off(EVENT_CHANNEL, hear);
      };
    },
  };
}
