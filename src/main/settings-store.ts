import { readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ElectronStore from 'electron-store';
import type { Clock, Log, SettingsStore } from '#core/ports.ts';
import { AppError } from '#shared/errors.ts';

const NAME = 'settings';
/** What is larger was never ours, and is not read. */
const LARGEST_BYTES = 4_000_000;

type Values = Record<string, unknown>;

/**
 * Small settings in `<folder>/settings.json`. A damaged file, or whatever else is in its place, is kept
 * aside and counts as empty; where even that cannot be done, settings last until the program ends.
 */
export function createSettingsStore(
  folder: string,
  { clock, log }: { clock: Pick<Clock, 'now'>; log: Log },
): SettingsStore {
  const file = join(folder, `${NAME}.json`);
  try {
    if (isDamaged(file)) {
      const aside = join(folder, `${NAME}.damaged-${clock.now()}.json`);
      renameSync(file, aside);
      log.warn('The settings were damaged; they were put aside and start anew', { aside });
    }
    return stored(folder);
  } catch (error) {
    log.warn('The settings cannot be used; they last until the program ends', {
      error: String(error),
    });
    return forNow();
  }
}

function stored(folder: string): SettingsStore {
  const store = new ElectronStore<Values>({
    name: NAME,
    cwd: folder,
    accessPropertiesByDotNotation: false,
    deserialize: (text) => parse(text) ?? {},
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

function forNow(): SettingsStore {
  const values = new Map<string, unknown>();
  return {
    get: (key) => values.get(key),
    set: (key, value) => {
      if (value === undefined) values.delete(key);
      else values.set(key, value);
    },
  };
}

function isDamaged(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return false;
  if (!found.isFile() || found.size > LARGEST_BYTES) return true;
  try {
    return parse(readFileSync(file, 'utf8')) === null;
  } catch {
    return true;
  }
}

/** The settings in a file's text, null where it holds none. Some editors begin a file with a mark. */
function parse(text: string): Values | null {
  const content: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
  const isObject = typeof content === 'object' && content !== null && !Array.isArray(content);
  return isObject ? (content as Values) : null;
}
