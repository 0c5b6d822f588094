import type { Api } from '#shared/contract.ts';
import { AppError } from '#shared/errors.ts';
import { previewExport } from '../exports/preview.ts';
import type { DeskSession } from '../session/session.ts';
import type { SettingsFile } from '../settings/settings.ts';
import type { ExportFolders } from './export-folders.ts';

/** What an export would do, where it may go, and presets. */
export function exportsService(
  session: DeskSession,
  settings: SettingsFile,
  folders: ExportFolders,
): Api['exports'] {
  let latest: AbortController | null = null;

  return {
    async preview({ options }) {
      folders.require(options.to);
      // Somebody types: only the latest wish counts.
      latest?.abort(new AppError('cancelled', 'A newer preview was asked for.'));
      const current = new AbortController();
      latest = current;
      const { library, api } = session.place();
      const estimates = {
        callsMs: (calls: number) => api.etaMs(calls),
        bytesPerSecond: settings.lastSpeed(),
      };
      return previewExport(library, options, estimates, current.signal);
    },
    chooseFolder: ({ current }) => folders.choose(current),
    defaultFolder: async () => folders.default(),
    presets: async () => settings.presets(),
    savePreset: async (preset) => settings.savePreset(preset),
    deletePreset: async ({ id }) => settings.deletePreset(id),
  };
}
