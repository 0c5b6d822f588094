import type { OnBeforeRequestListenerDetails, Session, WebContents, WebRequest } from 'electron';
import { onMessage } from './launcher.ts';
import { openWindows } from './open-windows.ts';

type Listener = (
  details: Pick<OnBeforeRequestListenerDetails, 'url'>,
  callback: (response: Electron.CallbackResponse) => void,
) => void;
type PermissionHandler = Parameters<Session['setPermissionRequestHandler']>[0];

let permissionHandler: PermissionHandler = null;
let checkHandler: Parameters<Session['setPermissionCheckHandler']>[0] = null;
let beforeRequest: Listener | null = null;

const webRequest: Pick<WebRequest, 'onBeforeRequest'> = {
  onBeforeRequest(...[first, second]: unknown[]) {
    beforeRequest = (second ?? first) as Listener | null;
  },
};

type Offered = Pick<
  Session,
  'setDevicePermissionHandler' | 'setPermissionCheckHandler' | 'setPermissionRequestHandler'
>;

const defaultSession: Offered & { webRequest: typeof webRequest } = {
  webRequest,
  setPermissionRequestHandler(handler) {
    permissionHandler = handler;
  },
  setPermissionCheckHandler(handler) {
    checkHandler = handler;
  },
  setDevicePermissionHandler() {},
};

/** Electron's `session`. */
export const session = { defaultSession };

/** Whether the app lets a request go out. */
export function mayRequest(url: string): boolean {
  let cancelled = false;
  beforeRequest?.({ url }, ({ cancel }) => {
    cancelled = cancel === true;
  });
  return !cancelled;
}

onMessage('mayUse', ({ permission }) => {
  const page = { isMainFrame: true, requestingUrl: '' };
  // Electron grants what no handler refuses.
  if (checkHandler && !checkHandler(null, permission, '', page)) return false;
  return new Promise((resolve) => {
    if (permissionHandler === null) return resolve(true);
    const [window] = openWindows;
    const contents = window?.webContents as unknown as WebContents;
    permissionHandler(contents, permission, resolve, page);
  });
});
