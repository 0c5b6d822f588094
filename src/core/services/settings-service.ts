import type { Api } from '#shared/contract.ts';
import type { Settings } from '#shared/window.ts';
import type { DeskSession } from '../session/session.ts';
import type { SettingsFile } from '../settings/settings.ts';

/** Small settings; how many photos travel at a time takes effect at once. */
export function settingsService(
  session: DeskSession,
  settings: SettingsFile,
  changed: (settings: Settings, changes: Partial<Settings>) => void,
): Api['settings'] {
  return {
    get: async () => settings.get(),
    async set(changes) {
      const now = settings.set(changes);
      session.openPlace()?.work?.workspace.downloads.setConcurrency(now.concurrency);
      changed(now, changes);
      return now;
    },
  };
}
