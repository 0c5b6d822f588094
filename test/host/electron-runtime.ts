import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const packageFolder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));

/** How long a download of the runtime may take before the Chromium host is shown instead. */
const PATIENCE_MS = 5 * 60_000;

/**
 * The executable of the real Electron, or null where its runtime cannot be had. npm brings only the
 * package; the runtime, about 120 MB, is fetched by Electron's own installer when first needed.
 */
export function findElectron(say: (line: string) => void): string | null {
  const installed = installedElectron();
  if (installed) return installed;
  say('Fetching the Electron runtime. This takes a minute, once.');
  const installer = join(packageFolder, 'install.js');
  spawnSync(process.execPath, [installer], { stdio: 'ignore', timeout: PATIENCE_MS });
  return installedElectron();
}

function installedElectron(): string | null {
  const pathFile = join(packageFolder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(packageFolder, 'dist');
  const executable = join(dist, readFileSync(pathFile, 'utf8'));
  return existsSync(executable) ? executable : null;
}

/** Arguments for every start: Chromium's own sandbox does not work for root. */
export function electronArgs(): string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
