import { execFile, execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { KillWorld } from './kill-world.ts';

/** Whether this machine shows what a program asks of the system, and lets us look. */
export function hasStrace(): boolean {
  try {
    execFileSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** One call of the system, by the lines of the record it began and ended at. */
interface Call {
  name: string;
  start: number;
  end: number;
  text: string;
}

/** What a program asked of the file system, in its order. Each question throws where there is no answer. */
export interface SystemCalls {
  /** How a folder was made. */
  making(folder: string): Call;
  /** How a file came by its name, and what it was called before. */
  naming(path: string): Call & { from: string };
  /** The last write to a file. */
  lastWrite(path: string): Call;
  /** The last flush of a file or folder within these lines. */
  flush(path: string, after?: number, before?: number): Call;
  /** The first time `text` was written to a database or its journal. */
  firstWriteOf(text: string, database: string): Call;
}

const TRACED =
  'mkdir,mkdirat,write,pwrite64,writev,pwritev,pwritev2,fsync,fdatasync,rename,renameat,renameat2,link,linkat';
const NAMINGS = new Set(['rename', 'renameat', 'renameat2', 'link', 'linkat']);
const FLUSHES = new Set(['fsync', 'fdatasync']);

/** Runs one command line to its end and records its calls. */
export async function traced(world: KillWorld, line: string): Promise<SystemCalls> {
  const record = join(world.folder, 'strace.txt');
  // The catalogue's pages are shown whole: what is in them tells what is recorded.
  const how = ['-f', '-y', '-qq', '-s', '65536', '-e', `trace=${TRACED}`, '-o', record];
  const { args, env } = world.commandOf(line);
  const run = promisify(execFile);
  await run('strace', [...how, process.execPath, ...args], {
    env: { ...process.env, ...env, UV_USE_IO_URING: '0' },
    maxBuffer: 1e8,
  });
  return readCalls(await readFile(record, 'latin1'));
}

/** Calls of several threads, of which some are told in two lines: `… <unfinished ...>`, `<... resumed>`. */
function readCalls(text: string): SystemCalls {
  const calls: Call[] = [];
  const open = new Map<string, Call>();
  for (const [at, line] of text.split('\n').entries()) {
    const [, thread = '', said = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    if (said.startsWith('<...')) {
      const call = open.get(thread);
      if (call) Object.assign(call, { end: at, text: call.text + said });
      open.delete(thread);
      continue;
    }
    const name = /^\w+/.exec(said)?.[0];
    if (name === undefined) continue;
    const call = { name, start: at, end: at, text: said };
    calls.push(call);
    if (said.endsWith('<unfinished ...>')) open.set(thread, call);
  }
  const ok = calls.filter(({ text: said }) => !/= -1 E[A-Z]+/.test(said));
  const found = (call: Call | undefined, what: string): Call => {
    if (call) return call;
    throw new Error(`The program never ${what}.`);
  };
  const isOn = (call: Call, path: string) =>
    call.text.startsWith(`${call.name}(`) && call.text.includes(`<${path}>`);
  return {
    making: (folder) =>
      found(
        ok.find((it) => it.name.startsWith('mkdir') && it.text.includes(`"${folder}"`)),
        `made ${folder}`,
      ),
    naming(path) {
      const call = ok.find((it) => NAMINGS.has(it.name) && it.text.includes(`, "${path}"`));
      const named = found(call, `gave ${path} its name`);
      return { ...named, from: /"([^"]*)"/.exec(named.text)?.[1] ?? '' };
    },
    lastWrite: (path) =>
      found(
        ok.findLast((it) => /^p?write/.test(it.name) && isOn(it, path)),
        `wrote ${path}`,
      ),
    flush: (path, after = 0, before = Number.POSITIVE_INFINITY) =>
      found(
        ok.findLast(
          (it) => FLUSHES.has(it.name) && isOn(it, path) && it.start > after && it.end < before,
        ),
        `flushed ${path} in time`,
      ),
    firstWriteOf: (content, database) =>
      found(
        ok.find((it) => it.text.includes(content) && it.text.includes(`<${database}`)),
        `wrote ${content}`,
      ),
  };
}
