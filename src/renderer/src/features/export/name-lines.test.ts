import { describe, expect, it } from 'vitest';
import { nameLines } from './name-lines.ts';

const texts = (paths: string[], limit: number) =>
  nameLines(paths, limit).lines.map(({ text }) => text);

describe('the names inside an export', () => {
  it('show each folder once, with its files below', () => {
    expect(texts(['Anna/a-1.jpg', 'Anna/a-2.jpg', 'Ben/b-1.jpg'], 9)).toEqual([
      'Anna/',
      'a-1.jpg',
      'a-2.jpg',
      'Ben/',
      'b-1.jpg',
    ]);
  });

  it('need no folder lines where there are no folders', () => {
    expect(texts(['anna.jpg', 'ben.jpg'], 9)).toEqual(['anna.jpg', 'ben.jpg']);
  });

  it('keep nested folders together in one line', () => {
    expect(texts(['Sales/Anna/a.jpg'], 9)).toEqual(['Sales/Anna/', 'a.jpg']);
  });

  it('stop at the limit, never with an empty folder, and count the files they show', () => {
    const paths = ['Anna/a-1.jpg', 'Anna/a-2.jpg', 'Ben/b-1.jpg'];
    expect(texts(paths, 4)).toEqual(['Anna/', 'a-1.jpg', 'a-2.jpg']);
    expect(nameLines(paths, 4).files).toBe(2);
  });
});
