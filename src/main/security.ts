import type { App, Session, WebContents } from 'electron';
import type { Log } from '#core/ports.ts';
import { isAppUrl } from './app-origin.ts';

/** What may be reached besides the app's own origin: nothing, or while developing the hot reload. */
export interface Allowed {
  developmentOrigin?: string;
}

/**
 * Locks every page that ever comes to be: no navigation away, no window of its own, no webview.
 * Links to the outside go to `openLink`, which takes https only.
 */
export function lockPages(app: App, openLink: (url: string) => void, log: Log): void {
  const refuse = (what: string) => log.warn(`Refused ${what}`);
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.on('will-frame-navigate', (event) => {
      if (event.isMainFrame && isAppUrl(event.url)) return;
      event.preventDefault();
      refuse('to leave the app’s own page');
    });
    contents.on('will-redirect', (event) => {
      if (isAppUrl(event.url)) return;
      event.preventDefault();
      refuse('a redirect');
    });
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
      refuse('a webview');
    });
    contents.setWindowOpenHandler(({ url }) => {
      openLink(url);
      return { action: 'deny' };
    });
  });
}

/** Denies every permission and every request that would leave the app. */
export function lockSession(session: Session, { developmentOrigin }: Allowed, log: Log): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => {
    log.warn('Refused a permission', { permission });
    decide(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, decide) => {
    decide({ cancel: !(isAppUrl(url) || isInside(url) || isDevelopment(url, developmentOrigin)) });
  });
}

/** Addresses that name no place on a network. */
function isInside(url: string): boolean {
  return ['data:', 'blob:', 'devtools:'].includes(URL.parse(url)?.protocol ?? '');
}

function isDevelopment(url: string, origin: string | undefined): boolean {
  return origin !== undefined && URL.parse(url)?.host === new URL(origin).host;
}
