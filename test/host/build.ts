import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const projectRoot = join(import.meta.dirname, '../..');
const SOURCES = ['src', 'electron.vite.config.ts', 'package.json', 'package-lock.json'];
const BUILT = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'];
const LOCK = join(projectRoot, '.cache/build.lock');
const LOOK_AGAIN_MS = 200;

/** The built command line. Absolute. */
export const COMMAND_LINE = join(projectRoot, 'out/main/headshot-desk.js');

/** The program that builds and develops. Absolute. */
export const ELECTRON_VITE = join(
  dirname(createRequire(import.meta.url).resolve('electron-vite/package.json')),
  'bin/electron-vite.js',
);

/**
 * Builds the app unless what is built is newer than everything it is made of. Several processes may
 * ask at once: one builds, the others wait. Throws what went wrong.
 */
export function buildIfNeeded(say: (line: string) => void): void {
  if (isFresh()) return;
  mkdirSync(dirname(LOCK), { recursive: true });
  while (!takeLock()) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_AGAIN_MS);
  try {
    if (!isFresh()) build(say);
  } finally {
    rmSync(LOCK, { force: true });
  }
}

function build(say: (line: string) => void): void {
  say('Building Headshot Desk…');
  const { status, stdout, stderr } = spawnSync(process.execPath, [ELECTRON_VITE, 'build'], {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The build failed.\n${stdout}${stderr}`);
}

function isFresh(): boolean {
  const built = BUILT.map((path) => join(projectRoot, path));
  if (!built.every((path) => existsSync(path))) return false;
  const builtAt = Math.min(...built.map((path) => statSync(path).mtimeMs));
  return SOURCES.every((path) => changedAt(join(projectRoot, path)) < builtAt);
}

/** When a file, or anything in a folder, was last changed (ms since 1970); tests are not built. */
function changedAt(path: string): number {
  const found = statSync(path);
  if (!found.isDirectory()) return path.includes('.test.') ? 0 : found.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}

/** False while another process that is still alive holds the lock. */
function takeLock(): boolean {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const holder = readHolder();
    if (holder !== '' && !isAlive(Number(holder))) rmSync(LOCK, { force: true });
    return false;
  }
}

/** Empty while it is being written, or is gone again. */
function readHolder(): string {
  try {
    return readFileSync(LOCK, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
