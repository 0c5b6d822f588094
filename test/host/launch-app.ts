import type { Browser } from 'playwright-core';
import { installedElectron } from './electron-runtime.ts';
import { launchElectron } from './launch-electron.ts';
import { launchHost } from './launch-host.ts';
import type { LaunchedApp, LaunchOptions } from './launched-app.ts';

/**
 * Starts the built app for an end-to-end test: in the real Electron where its runtime is installed
 * (and HEADSHOT_DESK_HOST is not `chromium`), else in the Chromium host, in `browser` if given.
 */
export async function launchApp(
  options: LaunchOptions & { browser?: Browser },
): Promise<LaunchedApp> {
  const electron = process.env['HEADSHOT_DESK_HOST'] === 'chromium' ? null : installedElectron();
  return electron === null ? launchHost(options) : launchElectron(electron, options);
}
