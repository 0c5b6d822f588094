import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const packageFolder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));

/** How long a download may take before the Chromium host is shown instead. */
const PATIENCE_MS = 5 * 60_000;
/** A refusal comes sooner than this; a download is worth a word. */
const SILENCE_MS = 2000;

/**
 * The executable of the real Electron, or null where its runtime cannot be had. npm brings only the
 * package; the runtime, about 120 MB, is fetched by Electron's own installer when first needed.
 */
export async function findElectron(say: (line: string) => void): Promise<string | null> {
  const installed = installedElectron();
  if (installed) return installed;
  const installer = join(packageFolder, 'install.js');
  const installing = spawn(process.execPath, [installer], {
    stdio: 'ignore',
    timeout: PATIENCE_MS,
  });
  const word = setTimeout(() => say('Fetching the Electron runtime, once…'), SILENCE_MS);
  await once(installing, 'exit');
  clearTimeout(word);
  return installedElectron();
}

/** The executable, or null where it is not installed. */
export function installedElectron(): string | null {
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
