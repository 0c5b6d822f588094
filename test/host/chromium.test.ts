import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findChromium, type Search } from './chromium.ts';

let folder: string;
let browser: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chromium-'));
  browser = join(folder, 'bin/chromium');
  await mkdir(join(folder, 'bin'));
  await writeFile(browser, '#!/bin/sh\n');
  await chmod(browser, 0o755);
});
afterEach(() => rm(folder, { recursive: true }));

/** A computer with nothing but what the test gives it. */
function find(search: Partial<Search> & { path?: string[] }) {
  const said: string[] = [];
  const { path = [], ...rest } = search;
  const computer: Search = {
    env: { PATH: path.join(delimiter) },
    applications: [],
    installers: [],
    say: (line) => said.push(line),
    ...rest,
  };
  return { said, find: () => findChromium(computer) };
}

test('the browser somebody names is taken', () => {
  const { find: run } = find({ env: { CHROMIUM_PATH: '/opt/mine', PATH: join(folder, 'bin') } });
  expect(run()).toBe('/opt/mine');
});

test('an installed browser is found on the path, and nothing is installed', () => {
  const { find: run, said } = find({ path: ['/nowhere', join(folder, 'bin')] });
  expect(run()).toBe(browser);
  expect(said).toEqual([]);
});

test('an installed application is found', () => {
  expect(find({ applications: ['/nowhere', browser] }).find()).toBe(browser);
});

test('a folder or a file that cannot run is no browser', async () => {
  await chmod(browser, 0o644);
  await mkdir(join(folder, 'bin/chrome'));
  expect(find({ path: [join(folder, 'bin')] }).find).toThrow(/install one/);
});

test('where there is none, one is installed: the second way where the first fails', () => {
  const applications: string[] = [];
  const tried: string[] = [];
  const { find: run, said } = find({
    applications,
    installers: [
      () => {
        tried.push('first');
        throw new Error('no rights');
      },
      () => {
        tried.push('second');
        applications.push(browser);
      },
    ],
  });
  expect(run()).toBe(browser);
  expect(tried).toEqual(['first', 'second']);
  expect(said).toHaveLength(1);
});

test('where none can be had, one line says how to get one', () => {
  const run = find({ installers: [() => {}] }).find;
  expect(run).toThrow(/^[^\n]*apt-get install chromium[^\n]*CHROMIUM_PATH[^\n]*$/);
});
