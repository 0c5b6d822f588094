import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeClock } from '#test/fake-clock.ts';
import { createFileLog } from './log.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'log-'));
  file = join(folder, 'logs/desk.log');
});
afterEach(() => rm(folder, { recursive: true }));

const open = (debug = false) =>
  createFileLog(file, { clock: new FakeClock(Date.UTC(2026, 0, 2, 3, 4, 5)), debug });

test('lines have a time, a level and facts, and neither signatures nor keys', async () => {
  open().warn('A photo failed', {
    url: 'https://cdn.example/p.jpg?signature=SECRET',
    header: 'Bearer SECRET',
  });
  const text = await readFile(file, 'utf8');
  expect(text).toMatch(/^2026-01-02T03:04:05\.000Z warn A photo failed .*\n$/);
  expect(text).toContain('https://cdn.example/p.jpg?…');
  expect(text).not.toContain('SECRET');
});

test('details are written only when asked for', async () => {
  open().debug('detail');
  await expect(readFile(file)).rejects.toThrow('ENOENT');
  open(true).debug('detail');
  expect(await readFile(file, 'utf8')).toContain('debug detail');
});

test('a large log of earlier runs is put aside', async () => {
  open().warn('first');
  await writeFile(file, 'x'.repeat(2 * 1024 * 1024));
  open().warn('second');
  expect(await readdir(join(folder, 'logs'))).toEqual(['desk.log', 'desk.log.old']);
  expect(await readFile(file, 'utf8')).toContain('second');
});

test('a log that cannot be written stops nothing', async () => {
  await writeFile(join(folder, 'logs'), 'a file where the folder should be');
  expect(() => open().error('lost')).not.toThrow();
});
