import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

/** Names under which Chrome and Chromium are installed, the usual ones first. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
  String.raw`C:\Program Files (x86)\Google\Chrome\Application\chrome.exe`,
  String.raw`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`,
];

/** How to get a browser, in one line. */
export const HOW_TO_GET_ONE =
  'No Chrome or Chromium was found and none could be installed: install one (Debian, Ubuntu: `sudo apt-get install chromium`), or name one with CHROMIUM_PATH.';

/**
 * The browser that shows the built window: the one CHROMIUM_PATH names, else an installed one, else
 * Debian's package where it may be installed, else Playwright's own download. Throws
 * {@link HOW_TO_GET_ONE}; never passes by without a browser.
 */
export function findChromium(say: (line: string) => void = () => {}): string {
  const named = process.env['CHROMIUM_PATH'];
  if (named) return named;
  const installed = installedChromium();
  if (installed) return installed;
  say('No Chrome or Chromium is installed: trying to install one. This takes a minute.');
  for (const attempt of [installFromDebian, installFromPlaywright]) {
    try {
      attempt();
    } catch {
      continue;
    }
    const found = installedChromium();
    if (found) return found;
  }
  throw new Error(HOW_TO_GET_ONE);
}

function installedChromium(): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const candidates = [
    ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...APPLICATIONS,
    chromium.executablePath(),
  ];
  return candidates.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return existsSync(path);
  } catch {
    return false;
  }
}

function installFromDebian(): void {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env });
  const packages = ['install', '-y', '-qq', '--no-install-recommends', 'chromium'];
  execFileSync('apt-get', packages, { stdio: 'ignore', env });
}

function installFromPlaywright(): void {
  const require = createRequire(import.meta.url);
  const cli = join(require.resolve('playwright-core/package.json'), '../cli.js');
  execFileSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'ignore' });
}

/** Arguments for every launch: Chromium's own sandbox does not work for root. */
export function chromiumArgs(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
