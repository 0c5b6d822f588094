import { execFileSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
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

const HOW_TO_GET_ONE =
  'No Chrome or Chromium was found and none could be installed: install one (Debian, Ubuntu: `sudo apt-get install chromium`), or name one with CHROMIUM_PATH.';

export interface Search {
  env: NodeJS.ProcessEnv;
  /** Where a browser may be besides the PATH. Absolute. */
  applications: string[];
  /** Tried one after another where there is none; each may throw. */
  installers: (() => void)[];
  say: (line: string) => void;
}

const HERE: Search = {
  env: process.env,
  applications: [...APPLICATIONS, chromium.executablePath()],
  installers: [installFromDebian, installFromPlaywright],
  say: (line) => process.stderr.write(`${line}\n`),
};

/**
 * The browser that shows the built window: the one CHROMIUM_PATH names, else an installed one, else
 * Debian's package where it may be installed, else Playwright's own download. Throws one line that
 * says how to get one; never passes by without a browser.
 */
export function findChromium(given: Partial<Search> = {}): string {
  const search = { ...HERE, ...given };
  const named = search.env['CHROMIUM_PATH'];
  if (named) return named;
  const installed = installedChromium(search);
  if (installed) return installed;
  search.say('No Chrome or Chromium is installed: trying to install one. This takes a minute.');
  for (const install of search.installers) {
    try {
      install();
    } catch {
      continue;
    }
    const found = installedChromium(search);
    if (found) return found;
  }
  throw new Error(HOW_TO_GET_ONE);
}

function installedChromium({ env, applications }: Search): string | null {
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...applications].find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function installFromDebian(): void {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return;
  const options = {
    stdio: 'ignore',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  } as const;
  execFileSync('apt-get', ['update', '-qq'], options);
  const wanted = ['install', '-y', '-qq', '--no-install-recommends', 'chromium'];
  execFileSync('apt-get', wanted, options);
}

function installFromPlaywright(): void {
  const { resolve } = createRequire(import.meta.url);
  const cli = join(dirname(resolve('playwright-core/package.json')), 'cli.js');
  execFileSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'ignore' });
}

/** Arguments for every launch: Chromium's own sandbox does not work for root. */
export function chromiumArgs(): string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
