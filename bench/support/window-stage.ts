import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { Reply } from '#shared/bridge.ts';
import { type Host, launchBrowser, launchHost } from '../../test/host/launch-host.ts';
import { installMeter } from './page-meter.ts';
import { type WindowLibrary, windowLibrary } from './window-library.ts';

/** The built window on the large library, connected to a HeadshotPro of the same company. */
export interface WindowStage extends WindowLibrary {
  browser: Browser;
  /** Starts the program anew; its first page carries the meter. The last one is closed. */
  open(): Promise<Page>;
  close(): Promise<void>;
}

const SANDBOX = fileURLToPath(new URL('../subjects/large-sandbox.ts', import.meta.url));

export async function openWindowStage(folder: string): Promise<WindowStage> {
  const library = await windowLibrary(folder);
  const { child, apiUrl, apiKey } = await startSandbox();
  const browser = await launchBrowser({ args: ['--enable-precise-memory-info'] });
  const userData = join(folder, 'user');
  await mkdir(userData, { recursive: true });
  const lastLibrary = { ...library.organization, website: null, demo: false };
  await writeFile(join(userData, 'settings.json'), JSON.stringify({ lastLibrary }));

  let host: Host | null = null;
  const open = async () => {
    await host?.close();
    host = await launchHost({
      browser,
      userData,
      env: {
        HEADSHOTPRO_API_URL: apiUrl,
        HEADSHOT_DESK_LIBRARY: library.libraryRoot,
        HEADSHOT_DESK_CACHE: library.cacheRoot,
      },
      prepare: (context) => context.addInitScript(installMeter),
    });
    return host.page;
  };
  const stage: WindowStage = {
    ...library,
    browser,
    open,
    async close() {
      await host?.kill();
      await browser.close();
      child.disconnect();
    },
  };
  try {
    const page = await open();
    await page.evaluate(() => window.meter.firstView());
    await ask(page, 'session.connect', { apiKey, remember: true });
    await synced(page);
  } catch (error) {
    await stage.close();
    throw error;
  }
  return stage;
}

async function startSandbox(): Promise<{ child: ChildProcess; apiUrl: string; apiKey: string }> {
  const child = fork(SANDBOX, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [told] = (await once(child, 'message')) as [{ apiUrl: string; apiKey: string }];
  return { child, ...told };
}

/** Waits until no sync runs or waits. */
export async function synced(page: Page): Promise<void> {
  await page.getByText(/^Synced /).waitFor({ timeout: 300_000 });
}

/** One call as the window makes it. Throws what it fails with. */
export async function ask<T>(page: Page, path: string, input: object = {}): Promise<T> {
  const reply: Reply = await page.evaluate(([name, given]) => window.desk.invoke(name, given), [
    path,
    input,
  ] as const);
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value as T;
}
