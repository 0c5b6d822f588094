import type { CustomScheme } from 'electron';

/** The app's own origin: a real one, so that `'self'` in the content policy means the app alone. */
export const APP_SCHEME = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
} satisfies CustomScheme;

export const APP_ORIGIN = 'app://desk';
export const APP_PAGE = `${APP_ORIGIN}/index.html`;

/** Whether `url` is a page or file of this app. */
export function isAppUrl(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && `${parsed.protocol}//${parsed.host}` === APP_ORIGIN;
}
