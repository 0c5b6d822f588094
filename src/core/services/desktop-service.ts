import type { Api } from '#shared/contract.ts';
import { AppError } from '#shared/errors.ts';
import type { Desktop } from '../ports.ts';

/** What the desktop does for the window. */
export function desktopService(desktop: Desktop, diagnostics: () => string): Api['desktop'] {
  return {
    async openExternal({ url }) {
      if (URL.parse(url)?.protocol !== 'https:') {
        throw new AppError('url_refused', 'Only https addresses are opened in the browser.');
      }
      await desktop.openExternal(new URL(url).href);
    },
    diagnostics: async () => ({ text: diagnostics() }),
    async copyText({ text }) {
      desktop.copyText(text);
    },
  };
}
