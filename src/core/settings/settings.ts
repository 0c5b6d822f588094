import { randomUUID } from 'node:crypto';
import type { ExportPreset } from '#shared/jobs.ts';
import type { Settings } from '#shared/window.ts';
import { DEFAULT_CONCURRENCY } from '../downloads/downloads.ts';
import { PRESET_SCHEMA, SETTING_SCHEMAS } from '../input-schemas.ts';
import type { SettingsStore } from '../ports.ts';

const DEFAULTS: Settings = {
  appearance: 'system',
  concurrency: DEFAULT_CONCURRENCY,
  language: 'en',
  lowCredits: 10,
  pollMinutes: 5,
};

/** So many chosen export folders are remembered. */
const MAX_FOLDERS = 50;

/** Which library was open last. */
export interface LastLibrary {
  uid: string;
  name: string;
  website: string | null;
  demo: boolean;
}

/** Where webhooks are received, if they are. */
export interface ReceiverSettings {
  enabled: boolean;
  host: string;
  port: number;
}

const NO_RECEIVER: ReceiverSettings = { enabled: false, host: '127.0.0.1', port: 4747 };

/** The small settings, each checked as it is read: a damaged one falls back to its default. */
export type SettingsFile = ReturnType<typeof createSettings>;

export function createSettings(store: SettingsStore) {
  const read = (): Settings => {
    const { appearance, concurrency, language, lowCredits, pollMinutes } = SETTING_SCHEMAS;
    const stored = record(store.get('settings'));
    return {
      appearance: appearance.catch(DEFAULTS.appearance).parse(stored['appearance']),
      concurrency: concurrency.catch(DEFAULTS.concurrency).parse(stored['concurrency']),
      language: language.catch(DEFAULTS.language).parse(stored['language']),
      lowCredits: lowCredits.catch(DEFAULTS.lowCredits).parse(stored['lowCredits']),
      pollMinutes: pollMinutes.catch(DEFAULTS.pollMinutes).parse(stored['pollMinutes']),
    };
  };
  const presets = (): ExportPreset[] =>
    list(store.get('presets')).flatMap((stored) => {
      const { id, ...preset } = record(stored);
      const parsed = PRESET_SCHEMA.safeParse(preset);
      return parsed.success && typeof id === 'string' ? [{ id, ...parsed.data }] : [];
    });
  const folders = (): string[] =>
    list(store.get('exportFolders')).filter((folder) => typeof folder === 'string');

  return {
    get: read,
    set(changes: Partial<Settings>): Settings {
      store.set('settings', { ...read(), ...changes });
      return read();
    },

    presets,
    /** Saves a preset; one of the same name is replaced. */
    savePreset(preset: Omit<ExportPreset, 'id'>): ExportPreset[] {
      const others = presets().filter(({ name }) => name !== preset.name);
      const saved = [...others, { id: randomUUID(), ...preset }];
      store.set(
        'presets',
        saved.sort((a, b) => a.name.localeCompare(b.name)),
      );
      return presets();
    },
    deletePreset(id: string): ExportPreset[] {
      store.set(
        'presets',
        presets().filter((preset) => preset.id !== id),
      );
      return presets();
    },

    /** Folders that a person chose for exports, the latest first. */
    exportFolders: folders,
    addExportFolder(folder: string): void {
      const others = folders().filter((known) => known !== folder);
      store.set('exportFolders', [folder, ...others].slice(0, MAX_FOLDERS));
    },

    receiver(): ReceiverSettings {
      const { enabled, host, port } = record(store.get('receiver'));
      if (typeof host !== 'string' || typeof port !== 'number') return NO_RECEIVER;
      return { enabled: enabled === true, host, port };
    },
    setReceiver(receiver: ReceiverSettings): void {
      store.set('receiver', receiver);
    },

    lastLibrary(): LastLibrary | null {
      const { uid, name, website, demo } = record(store.get('lastLibrary'));
      if (typeof uid !== 'string' || typeof name !== 'string') return null;
      return { uid, name, website: typeof website === 'string' ? website : null, demo: !!demo };
    },
    setLastLibrary(last: LastLibrary | null): void {
      store.set('lastLibrary', last ?? undefined);
    },

    /** How fast photos came last time, bytes a second; null before the first download. */
    lastSpeed(): number | null {
      const speed = store.get('lastSpeed');
      return typeof speed === 'number' && speed > 0 ? speed : null;
    },
    setLastSpeed(bytesPerSecond: number): void {
      store.set('lastSpeed', Math.round(bytesPerSecond));
    },
  };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
