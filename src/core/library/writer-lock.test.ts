import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SampleLibrary } from '#test/library-samples.ts';
import { openLibrary, readLibrary } from './library.ts';
import { takeWriterLock } from './writer-lock.ts';

const LIBRARY = fileURLToPath(new URL('library.ts', import.meta.url));

/** Another program that opens the library, writes to it and then waits to be ended. */
const OTHER = `
  const { openLibrary } = await import(${JSON.stringify(LIBRARY)});
  const log = { debug() {}, warn() {}, error() {} };
  const clock = { now: () => Date.now() };
  try {
    const library = openLibrary('org', { root: process.argv[1], clock, log, program: 'the app' });
    library.mirror.begin({ uid: 'org', name: 'Northlight', website: null, teams: [] });
    console.log('open');
    process.stdin.on('data', () => { library.close(); process.exit(); });
    setInterval(() => library.mirror.credits(Math.random()), 1);
  } catch (error) {
    console.log(error.code + ': ' + error.message);
  }`;

let sample: SampleLibrary;
let children: ChildProcess[];
beforeEach(() => {
  sample = new SampleLibrary();
  children = [];
});
afterEach(async () => {
  for (const child of children) await end(child);
  sample.remove();
});

async function other(): Promise<{ child: ChildProcess; said: string }> {
  const args = ['--no-warnings', '--input-type=module', '-e', OTHER, sample.root];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const [said] = await once(child.stdout, 'data');
  return { child, said: String(said).trim() };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

const busy = (words: string) =>
  expect.objectContaining({ code: 'library_busy', message: expect.stringContaining(words) });

describe('two programs and one library', () => {
  it('the second says who is at work, and may read meanwhile', async () => {
    const { child, said } = await other();
    expect(said).toBe('open');
    expect(() => sample.library).toThrow(busy(`the app (process ${child.pid})`));
    const reader = readLibrary(join(sample.root, 'org'), sample);
    for (let count = 0; count < 20; count++) {
      expect(reader.db.get('SELECT name FROM organization')).toEqual({ name: 'Northlight' });
    }
    reader.close();

    child.stdin?.write('close\n');
    await once(child, 'exit');
    expect(existsSync(join(sample.root, 'org', 'writer.json'))).toBe(false);
    expect(sample.library.db.get('SELECT uid FROM organization')).toEqual({ uid: 'org' });
    const { said: answer } = await other();
    expect(answer).toContain(`library_busy: test (process ${process.pid})`);
  });

  it('killed at once, the first one lets go, and nothing is damaged', async () => {
    const { child } = await other();
    expect(() => sample.library).toThrow(busy('the app'));
    await end(child);
    const { db, putAside } = sample.library;
    expect(putAside).toBeNull();
    expect(db.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
    expect(db.get('SELECT name FROM organization')).toEqual({ name: 'Northlight' });
  });

  it('in one process it is just the same', () => {
    const options = { ...sample, program: 'second' };
    const { db } = sample.library;
    expect(() => openLibrary('org', options)).toThrow(busy('test'));
    // The attempt must not loosen the first one's hold.
    expect(() => openLibrary('org', options)).toThrow(busy('test'));
    expect(db.all('SELECT * FROM organization')).toEqual([]);
    sample.close();
    openLibrary('org', options).close();
  });

  it('let go of twice, it is let go of', () => {
    const { paths } = sample.library;
    sample.close();
    const lock = takeWriterLock(paths, 'test');
    lock.release();
    expect(() => lock.release()).not.toThrow();
    takeWriterLock(paths, 'test').release();
  });

  it('without a note that can be read, the message does without a name', () => {
    writeFileSync(sample.library.paths.lockNote, '{"program":');
    expect(() => openLibrary('org', { ...sample, program: 'x' })).toThrow(busy('Another program'));
  });

  it('a lock file that is no lock file locks nobody out', () => {
    const { lock } = sample.library.paths;
    sample.close();
    writeFileSync(lock, 'This is not a database. '.repeat(500));
    expect(sample.library.db.all('SELECT * FROM organization')).toEqual([]);
    expect(() => openLibrary('org', { ...sample, program: 'x' })).toThrow(busy('test'));
  });
});
