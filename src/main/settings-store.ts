import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import ElectronStore from 'electron-store';
import type { Clock, Log, SettingsStore } from '#core/ports.ts';
import { AppError } from '#shared/errors.ts';

const NAME = 'settings';

/** Small settings in `<folder>/settings.json`; a damaged file is kept aside and counts as empty. */
export function createSettingsStore(
  folder: string,
  { clock, log }: { clock: Pick<Clock, 'now'>; log: Log },
): SettingsStore {
  const file = join(folder, `${NAME}.json`);
  if (isDamaged(file)) {
    const aside = join(folder, `${NAME}.damaged-${clock.now()}.json`);
    renameSync(file, aside);
    log.warn('The settings were damaged; they were put aside and start anew', { aside });
  }
  const store = new ElectronStore<Record<string, unknown>>({
    name: NAME,
    cwd: folder,
    accessPropertiesByDotNotation: false,
  });
  return {
    get: (key) => store.get(key),
    set: (key, value) => {
      try {
        if (value === undefined) store.delete(key);
        else store.set(key, value);
      } catch (cause) {
        throw new AppError(
          'disk_failed',
          `The settings could not be saved in ${folder}. Check that the disk has room and the folder may be written to.`,
          { cause },
        );
      }
    },
  };
}

function isDamaged(file: string): boolean {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof content !== 'object' || content === null || Array.isArray(content);
  } catch (error) {
    return error instanceof SyntaxError;
  }
}
