import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeClock } from '#test/fake-clock.ts';
import { RecordingLog } from '#test/recording-log.ts';

// Outside Electron its package looks for the runtime, unless it is told where that is.
vi.hoisted(() => vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', '/nowhere'));
const { createSettingsStore } = await import('./settings-store.ts');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'settings-'));
});
afterEach(() => rm(folder, { recursive: true }));

const open = (log = new RecordingLog()) =>
  createSettingsStore(folder, { clock: new FakeClock(), log });

test('values survive a restart, and names with dots are names', () => {
  open().set('a.b', { list: [1, 'two'] });
  expect(open().get('a.b')).toEqual({ list: [1, 'two'] });
  expect(open().get('a')).toBeUndefined();
});

test('undefined removes a value', () => {
  const store = open();
  store.set('name', 'value');
  store.set('name', undefined);
  expect(open().get('name')).toBeUndefined();
});

test.each(['{"cut of', '', '[]', 'null', '"text"'])(
  'a damaged file counts as empty and is kept aside: %j',
  async (content) => {
    await writeFile(join(folder, 'settings.json'), content);
    const log = new RecordingLog();
    const store = open(log);
    expect(store.get('anything')).toBeUndefined();
    store.set('name', 'value');
    expect(open().get('name')).toBe('value');

    const aside = (await readdir(folder)).find((name) => name.includes('damaged'));
    expect(await readFile(join(folder, aside ?? 'none'), 'utf8')).toBe(content);
    expect(log.lines).toHaveLength(1);
  },
);

test('a disk that refuses is said to', async () => {
  const store = open();
  await rm(folder, { recursive: true });
  await writeFile(folder, 'a file where the folder was');
  expect(() => store.set('name', 'value')).toThrow(
    expect.objectContaining({ code: 'disk_failed' }),
  );
});
