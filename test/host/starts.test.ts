import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Session } from '#shared/window.ts';
import { ask, createShells, FIRST_START_MS, PATIENT, type Shells } from '#test/shells.ts';
import type { Host } from './launch-host.ts';

/** How the built app starts, and what it finds again of the run before. */

let shells: Shells;
let userData: string;
let host: Host;

beforeAll(async () => {
  shells = await createShells();
}, FIRST_START_MS);
afterAll(() => shells.close());

describe('a start', () => {
  beforeEach(async () => {
    userData = await shells.newUserData();
  });

  describe('the key', () => {
    const connect = () =>
      ask<Session>(host, 'session.connect', { apiKey: shells.sandbox.apiKey, remember: true });

    test('is kept by the key store over a restart, in the clear nowhere', async () => {
      host = await shells.launch({ userData });
      expect(await connect()).toMatchObject({ state: 'connected', keyStorage: { kind: 'os' } });
      await host.restart();
      await expect
        .poll(() => ask(host, 'session.get'), PATIENT)
        .toMatchObject({ state: 'connected', hasKey: true, online: true });
      expect(await host.close()).toBe(0);

      for (const entry of await readdir(userData, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue;
        const path = join(entry.parentPath, entry.name);
        expect((await readFile(path)).includes(shells.sandbox.apiKey), path).toBe(false);
      }
    });

    test.each(['basic_text', 'none'] as const)(
      'is kept for the session only with %s, and the window is told why',
      async (keyStore) => {
        host = await shells.launch({ userData, keyStore });
        const session = await connect();
        expect(session.keyStorage).toMatchObject({
          kind: 'session',
          reason: expect.stringContaining('until you quit'),
        });
        await host.restart();
        expect(await ask(host, 'session.get')).toMatchObject({ hasKey: false });
        expect(await host.close()).toBe(0);
      },
    );
  });

  test('damaged settings are put aside, and the app starts', async () => {
    await writeFile(join(userData, 'settings.json'), '{"appearance": "da');
    host = await shells.launch({ userData });
    expect(await ask(host, 'settings.get')).toMatchObject({ appearance: 'system' });
    expect(await host.close()).toBe(0);
    const names = await readdir(userData);
    expect(names.some((name) => name.startsWith('settings.damaged-'))).toBe(true);
  });

  test('the window comes back in its place', async () => {
    await writeFile(
      join(userData, 'settings.json'),
      JSON.stringify({
        window: {
          bounds: { x: 40, y: 60, width: 1111, height: 777 },
          maximized: false,
          fullScreen: false,
        },
      }),
    );
    host = await shells.launch({ userData });
    expect(host.windowOptions).toMatchObject({ x: 40, y: 60, width: 1111, height: 777 });
    expect(await host.close()).toBe(0);
  });

  test('the demo opens with its people’s pictures, drawn on this computer', async () => {
    host = await shells.launch({ userData, args: ['--demo'] });
    const { page } = host;
    const picture = page.locator('img[src^="photos/"]').first();
    await picture.waitFor();
    await expect
      .poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth), PATIENT)
      .toBeGreaterThan(100);
    expect(await host.close()).toBe(0);
  });
});
