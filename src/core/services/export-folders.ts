import { resolve } from 'node:path';
import { AppError } from '#shared/errors.ts';
import type { Desktop } from '../ports.ts';
import type { SettingsFile } from '../settings/settings.ts';

/** Where exports may go: only folders that a person chose in the system's own dialog, or the default. */
export interface ExportFolders {
  default(): string;
  choose(current: string | null): Promise<string | null>;
  /** Throws `invalid_input` for any other folder. */
  require(folder: string): void;
}

export function createExportFolders(desktop: Desktop, settings: SettingsFile): ExportFolders {
  return {
    default: () => settings.exportFolders()[0] ?? desktop.exportFolder(),
    async choose(current) {
      const folder = await desktop.chooseFolder(current);
      if (folder !== null) settings.addExportFolder(resolve(folder));
      return folder;
    },
    require(folder) {
      const allowed = [desktop.exportFolder(), ...settings.exportFolders()];
      if (allowed.some((known) => resolve(known) === resolve(folder))) return;
      throw new AppError('invalid_input', 'Choose the folder for the export first.');
    },
  };
}
