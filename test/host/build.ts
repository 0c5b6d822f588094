import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const projectRoot = join(import.meta.dirname, '../..');
const SOURCES = ['src', 'electron.vite.config.ts', 'package.json', 'package-lock.json'];
const BUILT = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'];

/** The program that builds and develops. Absolute. */
export const ELECTRON_VITE = join(
  dirname(createRequire(import.meta.url).resolve('electron-vite/package.json')),
  'bin/electron-vite.js',
);

/** Builds the app unless what is built is newer than everything it is made of. Throws what went wrong. */
export function buildIfNeeded(say: (line: string) => void): void {
  const built = BUILT.map((path) => join(projectRoot, path));
  const builtAt = built.every(existsSync) ? Math.min(...built.map((path) => changedAt(path))) : 0;
  if (SOURCES.every((path) => changedAt(join(projectRoot, path)) < builtAt)) return;
  say('Building Headshot Desk…');
  const { status, stdout, stderr } = spawnSync(process.execPath, [ELECTRON_VITE, 'build'], {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The build failed.\n${stdout}${stderr}`);
}

/** When a file, or anything in a folder, was last changed (ms since 1970). */
function changedAt(path: string): number {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}
