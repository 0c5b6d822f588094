import {
  chmodSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSettings } from '#core/settings/settings.ts';
import { FakeClock } from '#test/fake-clock.ts';
import { RecordingLog } from '#test/recording-log.ts';

// Outside Electron its package looks for the runtime, unless it is told where that is.
vi.hoisted(() => vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', '/nowhere'));
const { createSettingsStore } = await import('../../src/main/settings-store.ts');

let folder: string;
let file: string;
let log: RecordingLog;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headshot-desk-settings-'));
  file = join(folder, 'settings.json');
  log = new RecordingLog();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = () => createSettings(createSettingsStore(folder, { clock: new FakeClock(), log }));
const asides = async () => (await readdir(folder)).filter((name) => name.includes('damaged'));

const DEFAULTS = {
  appearance: 'system',
  concurrency: 8,
  language: 'en',
  lowCredits: 10,
  pollMinutes: 5,
};
const GOOD = JSON.stringify({
  settings: { appearance: 'dark', concurrency: 4, language: 'en' },
  lastLibrary: { uid: 'org_1', name: 'Acme', website: null, demo: false },
});

/** All falls back, and from now on is kept again. */
function expectFreshStart(): void {
  const settings = open();
  expect(settings.get()).toEqual(DEFAULTS);
  expect(settings.lastLibrary()).toBeNull();
  expect(settings.presets()).toEqual([]);
  settings.set({ appearance: 'dark' });
  expect(settings.get()).toEqual({ ...DEFAULTS, appearance: 'dark' });
}

it.each<[string, () => void]>([
  ['zeroed', () => writeFileSync(file, Buffer.alloc(GOOD.length))],
  ['empty', () => writeFileSync(file, '')],
  ['cut off', () => writeFileSync(file, GOOD.slice(0, -10))],
  ['with something after its end', () => writeFileSync(file, `${GOOD}}`)],
  ['garbage', () => writeFileSync(file, Buffer.from([0xff, 0xfe, 0x00, 0x80]))],
  ['in another encoding', () => writeFileSync(file, Buffer.from(GOOD, 'utf16le'))],
  ['a list', () => writeFileSync(file, `[${GOOD}]`)],
  ['a text', () => writeFileSync(file, '"settings"')],
  ['a number', () => writeFileSync(file, '42')],
  ['null', () => writeFileSync(file, 'null')],
  ['a merge that was not finished', () => writeFileSync(file, `<<<<<<<\n${GOOD}\n=======`)],
  ['nested without an end', () => writeFileSync(file, '['.repeat(200_000))],
  ['a folder', () => mkdirSync(join(file, 'inside'), { recursive: true })],
  [
    'huge',
    () => {
      writeFileSync(file, '{');
      truncateSync(file, 3_000_000_000);
    },
  ],
])(
  'fault 18: settings that are %s fall back, and the damaged ones are kept aside',
  async (_, harm) => {
    harm();
    expectFreshStart();
    expect(await asides()).toHaveLength(1);
    expect(log.lines.join()).toContain('The settings were damaged');
    expect(open().get()).toEqual({ ...DEFAULTS, appearance: 'dark' });
    expect(await asides()).toHaveLength(1);
  },
);

it('fault 18: damaged settings are kept aside as they were', async () => {
  writeFileSync(file, GOOD.slice(0, -10));
  expectFreshStart();
  const [aside = ''] = await asides();
  expect(readFileSync(join(folder, aside), 'utf8')).toBe(GOOD.slice(0, -10));
});

it('fault 18: a mark at their beginning, as some editors leave it, is no damage', async () => {
  writeFileSync(file, `\uFEFF${GOOD}`);
  expect(open().get()).toMatchObject({ appearance: 'dark', concurrency: 4 });
  open().set({ concurrency: 5 });
  expect(open().get()).toMatchObject({ appearance: 'dark', concurrency: 5 });
  expect(await asides()).toEqual([]);
});

it('fault 18: a single value of a wrong kind falls back alone', () => {
  const wrong = {
    settings: { appearance: 7, concurrency: '4', language: { en: true } },
    lastLibrary: { uid: ['org'], name: null },
    presets: [null, 3, { id: 'a' }, 'text'],
    exportFolders: { 0: '/etc' },
    lastSpeed: 'fast',
  };
  writeFileSync(file, JSON.stringify(wrong));
  const settings = open();
  expect(settings.get()).toEqual(DEFAULTS);
  expect(settings.lastLibrary()).toBeNull();
  expect(settings.presets()).toEqual([]);
  expect(settings.exportFolders()).toEqual([]);
  expect(settings.lastSpeed()).toBeNull();

  writeFileSync(file, JSON.stringify({ settings: { appearance: 'dark', concurrency: 1e9 } }));
  expect(open().get()).toEqual({ ...DEFAULTS, appearance: 'dark' });
});

it.each([
  ['settings', 'text'],
  ['settings', [1, 2]],
  ['settings', null],
  ['lastLibrary', 'org'],
  ['presets', { length: 3 }],
  ['__proto__', { appearance: 'dark' }],
])('fault 18: %s that are %j do no harm', (name, value) => {
  writeFileSync(file, `{${JSON.stringify(name)}:${JSON.stringify(value)}}`);
  expectFreshStart();
});

it('fault 18: of a newer version, what is known is used and the rest is kept', () => {
  const newer = { ...JSON.parse(GOOD), hologram: { depth: 3 }, version: 99 };
  writeFileSync(file, JSON.stringify(newer));
  const settings = open();
  expect(settings.get()).toMatchObject({ appearance: 'dark', concurrency: 4 });
  settings.set({ concurrency: 5 });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    hologram: { depth: 3 },
    version: 99,
  });
});

it('fault 18: a link that leads nowhere or in a circle is no reason not to start', () => {
  symlinkSync(file, file);
  expectFreshStart();
});

it.skipIf(process.getuid?.() === 0)('fault 18: unreadable settings fall back', () => {
  writeFileSync(file, GOOD);
  chmodSync(file, 0);
  expectFreshStart();
});

it('fault 18: where nothing can be put aside or saved, they last until the program ends', async () => {
  await rm(folder, { recursive: true });
  writeFileSync(folder, 'a file where the folder should be');
  expectFreshStart();
  expect(log.lines.join()).toContain('they last until the program ends');
});
