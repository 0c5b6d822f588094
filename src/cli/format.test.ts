import { describe, expect, it } from 'vitest';
import { count, formatBytes, formatDuration, table } from './format.ts';

describe('sizes', () => {
  it.each([
    [0, '0 B'],
    [1, '1 B'],
    [999, '999 B'],
    [1_000, '1.0 kB'],
    [1_234, '1.2 kB'],
    [99_940, '99.9 kB'],
    [99_960, '100 kB'],
    [532_100, '532 kB'],
    [999_499, '999 kB'],
    [999_500, '1.0 MB'],
    [1_400_000_000, '1.4 GB'],
    [5e12, '5.0 TB'],
    [5e15, '5000 TB'],
  ])('%i is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('times', () => {
  it.each([
    [-5, '0 s'],
    [0, '0 s'],
    [499, '0 s'],
    [42_000, '42 s'],
    [59_600, '1 min'],
    [60_000, '1 min'],
    [185_000, '3 min 5 s'],
    [3_600_000, '1 h'],
    [7_800_000, '2 h 10 min'],
    [90_000_000, '25 h'],
  ])('%i ms are %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe('counts', () => {
  it('agree with their noun', () => {
    expect(count(0, 'photo')).toBe('0 photos');
    expect(count(1, 'photo')).toBe('1 photo');
    expect(count(12_345, 'photo')).toBe('12,345 photos');
    expect(count(2, 'person', 'people')).toBe('2 people');
  });
});

describe('tables', () => {
  it('align texts left and numbers right, without spaces at the end', () => {
    const rows = [
      ['Team', 'Photos', 'Id'],
      ['Sales', '8', 't1'],
      ['Engineering', '1200', 't22'],
    ];
    expect(table(rows, [1])).toEqual([
      'Team         Photos  Id',
      'Sales             8  t1',
      'Engineering    1200  t22',
    ]);
    expect(
      table([
        ['a', ''],
        ['bcd', ''],
      ]),
    ).toEqual(['a', 'bcd']);
    expect(table([])).toEqual([]);
  });

  it('count the cells that a sign takes, not its code units', () => {
    const rows = [
      ['田中 花子', 'x'],
      ['Zoe\u0308 Müller', 'x'],
      ['👩‍🚀', 'x'],
    ];
    expect(table(rows)).toEqual(['田中 花子   x', 'Zoe\u0308 Müller  x', '👩‍🚀          x']);
  });
});
