import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { INVOKE_CHANNEL } from '#shared/channels.ts';
import { ask, createShells, FIRST_START_MS, invoke, PATIENT, type Shells } from '#test/shells.ts';
import type { Host } from './launch-host.ts';
import type { MenuEntry } from './messages.ts';

/** The shell as it is shipped: the built main process, preload and window, in the Chromium host. */

let shells: Shells;
let host: Host;

beforeAll(async () => {
  shells = await createShells();
  host = await shells.launch();
}, FIRST_START_MS);
afterAll(async () => {
  expect(await host.close()).toBe(0);
  expect(host.output()).toBe('');
  await shells.close();
});

/** One request to the app's origin, with the path as it is: a browser would tidy it up. */
function get(path: string): Promise<{ status: number; headers: NodeJS.Dict<string | string[]> }> {
  const { hostname, port, pathname } = new URL(host.page.url());
  const base = pathname.slice(0, pathname.lastIndexOf('/') + 1);
  const wanted = path.startsWith('!') ? path.slice(1) : `${base}${path}`;
  return new Promise((resolve, reject) => {
    request({ hostname, port, path: wanted }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    })
      .on('error', reject)
      .end();
  });
}

describe('the shell', () => {
  test('opens on the welcome, with a sandboxed and isolated page', async () => {
    await host.page.getByRole('heading').first().waitFor();
    expect(await ask(host, 'session.get')).toMatchObject({ state: 'welcome' });
    expect(host.windowOptions.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
  });

  test('gives the page invoke and subscribe, frozen, and nothing of Electron or Node', async () => {
    const seen = await host.page.evaluate(() => ({
      desk: Object.getOwnPropertyNames(window.desk),
      frozen: Object.isFrozen(window.desk),
      others: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter(
        (name) => name in window,
      ),
    }));
    expect(seen).toEqual({ desk: ['invoke', 'subscribe'], frozen: true, others: [] });
  });

  test('serves its own page only', async () => {
    const { page } = host;
    const call = (url: string, isMain: boolean) =>
      host.invokeAs({ url, isMain }, INVOKE_CHANNEL, 'session.get', {});
    await expect(call(page.url(), true)).resolves.toMatchObject({ ok: true });
    await expect(call('https://evil.example/', true)).rejects.toThrow('may not call');
    await expect(call('about:blank', true)).rejects.toThrow('may not call');
    await expect(call(page.url(), false)).rejects.toThrow('may not call');
  });

  test('refuses what the contract does not name, as data', async () => {
    const paths = ['people.constructor', 'people.nothing', '__proto__.toString', 'people'];
    for (const path of paths) {
      expect(await invoke(host, path)).toMatchObject({
        ok: false,
        error: { code: 'invalid_input' },
      });
    }
  });

  test('serves nothing but the window’s files and photos', async () => {
    expect((await get('index.html')).status).toBe(200);
    const refused = [
      '..%2findex.html',
      '../../package.json',
      '..%2f..%2fpackage.json',
      '..%5c..%5cpackage.json',
      '%2e%2e/%2e%2e/package.json',
      'assets/..%2f..%2fmain/index.js',
      'photos/..%2f..%2fetc/passwd?size=full',
      '/etc/passwd',
      '!/index.html',
      '!/',
    ];
    for (const path of refused) expect((await get(path)).status, path).toBeGreaterThanOrEqual(400);
  });

  test('sends the content policy that the page itself carries, and no looser one', async () => {
    const header = String((await get('index.html')).headers['content-security-policy']);
    const own = await host.page
      .locator('meta[http-equiv="Content-Security-Policy"]')
      .getAttribute('content');
    // frame-ancestors means nothing in a page.
    const directives = (policy: string) =>
      policy
        .split(';')
        .map((directive) => directive.trim())
        .filter(Boolean)
        .sort();
    expect(directives(header)).toEqual([...directives(own ?? ''), "frame-ancestors 'none'"].sort());
    expect(header).toContain("default-src 'none'");
    expect(header).toContain("script-src 'self';");
  });

  test('runs no inline script and no text as a script, and talks to nobody', async () => {
    const tried = await host.page.evaluate(async () => {
      const inline = document.createElement('script');
      inline.textContent = 'document.title = "inline ran"';
      document.body.append(inline);
      const fetched = await fetch('https://example.com/').then(
        () => 'sent',
        () => 'refused',
      );
      // The debugger that runs this function lifts the policy, but not for what runs after it.
      const evaluated = await new Promise((resolve) => {
        setTimeout(() => {
          try {
            resolve(new Function('return "ran"')());
          } catch {
            resolve('refused');
          }
        });
      });
      return { title: document.title, evaluated, fetched };
    });
    expect(tried).toEqual({ title: 'Headshot Desk', evaluated: 'refused', fetched: 'refused' });
  });

  test('stays where it is, whatever a page wants to open', async () => {
    const { page } = host;
    const before = page.url();
    await page.evaluate(() => {
      location.href = 'https://example.com/';
    });
    await page.evaluate(() => {
      const link = document.createElement('a');
      Object.assign(link, { href: 'http://example.com/', target: '_blank', textContent: 'out' });
      document.body.append(link);
      link.click();
      window.open('https://www.headshotpro.com/');
      window.open('file:///etc/passwd');
    });
    await expect
      .poll(() => host.deeds('openedExternal'), PATIENT)
      .toEqual(['https://www.headshotpro.com/']);
    expect(page.url()).toBe(before);
    await expect.poll(() => page.context().pages().length, PATIENT).toBe(1);
  });

  test.each(['geolocation', 'media', 'notifications'] as const)('denies %s', async (permission) => {
    expect(await host.mayUse(permission)).toBe(false);
  });

  test('has a menu whose commands reach the window', async () => {
    const menu = await host.menu();
    const labels = menu.map(({ label }) => label);
    expect(labels).toEqual(['File', 'Edit', 'View', 'Help']);
    await host.page.evaluate(() => {
      window.desk.subscribe(({ name, payload }) => {
        if (name === 'command') document.body.dataset['heard'] = payload.command;
      });
    });
    await host.clickMenu('View', 'As List');
    await host.page.locator('body[data-heard="view-list"]').waitFor();
    const shortcut = (entries: MenuEntry[], label: string): unknown =>
      entries.flatMap(({ submenu }) => submenu).find((entry) => entry.label === label)?.accelerator;
    expect(shortcut(menu, 'Export…')).toBe('CmdOrCtrl+E');
  });

  test('shows its about panel', async () => {
    const menu = await host.menu();
    const help = menu.at(-1);
    expect(help?.submenu.at(-1)?.label).toBe('About Headshot Desk');
    await host.clickMenu('Help', 'About Headshot Desk');
    expect(host.deeds('aboutShown')).toEqual([
      expect.objectContaining({ applicationName: 'Headshot Desk', applicationVersion: '0.1.0' }),
    ]);
  });

  test('follows the appearance that is chosen', async () => {
    const isDark = () =>
      host.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
    await ask(host, 'settings.set', { appearance: 'dark' });
    await expect.poll(isDark, PATIENT).toBe(true);
    await host.restart();
    expect(await isDark()).toBe(true);
    await ask(host, 'settings.set', { appearance: 'light' });
    await expect.poll(isDark, PATIENT).toBe(false);
  });

  test('runs once: a second start brings the first window forward', async () => {
    await expect(shells.launch({ userData: host.userData })).rejects.toThrow(
      'ended before it opened a window',
    );
    const before = host.deeds('broughtForward').length;
    host.secondInstance();
    await expect.poll(() => host.deeds('broughtForward').length, PATIENT).toBe(before + 1);
  });

  test('asks for a folder with the system’s own dialog', async () => {
    const choose = () => ask(host, 'exports.chooseFolder', { current: null });
    expect(await choose()).toBeNull();
    await host.answerFolder('/somewhere/else');
    expect(await choose()).toBe('/somewhere/else');
    expect(host.deeds('askedForFolder')).toHaveLength(2);
  });
});
