import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sandbox } from '#sandbox/sandbox.ts';
import type { Reply } from '#shared/bridge.ts';
import type {} from '../../src/renderer/src/bridge-global.ts';
import { type Host, type HostOptions, launchBrowser, launchHost } from '../host/launch-host.ts';
import { startNorthlight } from './northlight.ts';

/** Two slow cores draw portraits and start browsers. */
export const PATIENT = { timeout: 30_000 };
/** For the hook that builds the app and starts a browser. */
export const FIRST_START_MS = 180_000;

/** Starts of the built app in one browser, against one sandbox. */
export interface Shells {
  sandbox: Sandbox;
  /** A folder for one installation of the app. */
  newUserData(): Promise<string>;
  /** Starts the app, in a folder of its own unless `userData` names one. */
  launch(options?: Partial<HostOptions>): Promise<Host>;
  close(): Promise<void>;
}

export async function createShells(): Promise<Shells> {
  const [browser, sandbox] = await Promise.all([launchBrowser(), startNorthlight()]);
  const folders: string[] = [];
  const newUserData = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'shell-'));
    folders.push(folder);
    return folder;
  };
  return {
    sandbox,
    newUserData,
    async launch(options = {}) {
      const userData = options.userData ?? (await newUserData());
      return launchHost({
        browser,
        ...options,
        userData,
        env: {
          HEADSHOTPRO_API_URL: sandbox.apiUrl,
          HEADSHOT_DESK_LIBRARY: join(userData, 'library'),
          HEADSHOT_DESK_CACHE: join(userData, 'cache'),
          ...options.env,
        },
      });
    },
    async close() {
      await Promise.all([browser.close(), sandbox.close()]);
      await Promise.all(
        folders.map((folder) => rm(folder, { recursive: true, force: true, maxRetries: 5 })),
      );
    },
  };
}

/** One call from the window's own page, over its preload. */
export function invoke({ page }: Host, path: string, input: object = {}): Promise<Reply> {
  return page.evaluate(([name, given]) => window.desk.invoke(name, given), [path, input] as const);
}

/** What the call gives; throws what it fails with. */
export async function ask<T>(host: Host, path: string, input: object = {}): Promise<T> {
  const reply = await invoke(host, path, input);
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value as T;
}
