import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const PROJECT = join(import.meta.dirname, '../..');

it('every row of docs/faults.md has a test of its name in test/faults', () => {
  const rows = [...read('docs/faults.md').matchAll(/^\| (\d+) \|/gm)].map(([, number]) =>
    String(number).padStart(2, '0'),
  );
  const tested = new Set(globSync('test/faults/*.test.ts', { cwd: PROJECT }).flatMap(namedIn));
  expect(rows).toHaveLength(35);
  expect(rows.filter((row) => !tested.has(row))).toEqual([]);
  expect([...tested].filter((row) => !rows.includes(row))).toEqual([]);
});

it('the names of the rows are used nowhere else', () => {
  const others = globSync(['src/**/*.test.ts', 'test/*/*.test.ts'], { cwd: PROJECT });
  const strays = others.filter(
    (path) => !path.startsWith(join('test', 'faults')) && namedIn(path).length > 0,
  );
  expect(strays).toEqual([]);
});

function namedIn(path: string): string[] {
  return [...read(path).matchAll(/['"`]fault (\d\d):/g)].map(([, number]) => String(number));
}

function read(path: string): string {
  return readFileSync(join(PROJECT, path), 'utf8');
}
