import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { performance } from 'node:perf_hooks';

/** What a whole process took. */
export interface ProcessCost {
  wallMs: number;
  /** User and system time of the process and its children. */
  cpuMs: number;
  /** Of the largest process. */
  peakBytes: number;
}

export interface ProcessOptions {
  cwd?: string;
  env?: Record<string, string>;
}

/** GNU time, which takes the system's own account of a process that has ended. */
const GNU_TIME = '/usr/bin/time';
const LAST_WORDS = 2000;

/** Whether a program can be called by its name. */
export function isInstalled(program: string): boolean {
  if (program.includes('/')) return isExecutable(program);
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.some((folder) => isExecutable(join(folder, program)));
}

/** Throws, with what to do, where processes cannot be measured. */
export function requireMeasuring(): void {
  if (isExecutable(GNU_TIME)) return;
  throw new Error(`The benchmark needs ${GNU_TIME} (Debian: apt-get install time; Linux only).`);
}

/** Runs a process to its end. Throws, with its last words, unless it ends well. */
export async function measureProcess(
  [program = '', ...args]: readonly string[],
  { cwd, env }: ProcessOptions = {},
): Promise<ProcessCost> {
  const folder = await mkdtemp(join(tmpdir(), 'headshot-desk-time-'));
  const account = join(folder, 'account');
  try {
    const startedMs = performance.now();
    const child = spawn(GNU_TIME, ['-f', '%U %S %M', '-o', account, program, ...args], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let words = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      words = (words + text).slice(-LAST_WORDS);
    });
    const [status] = await once(child, 'close');
    const wallMs = performance.now() - startedMs;
    if (status !== 0) throw new Error(`${program} ended with status ${status}: ${words}`);
    const [user = 0, system = 0, kilobytes = 0] = (await readFile(account, 'utf8'))
      .trim()
      .split(' ')
      .map(Number);
    return { wallMs, cpuMs: (user + system) * 1000, peakBytes: kilobytes * 1024 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
