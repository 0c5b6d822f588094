import { describe, expect, it } from 'vitest';
import { NOBODY, type Selection, selectAll, selectOnly, selectRange, toggle } from './selection.ts';

const list = ['a', 'b', 'c', 'd', 'e', 'f'];
const names = ({ ids }: Selection) => [...ids].sort().join('');

describe('selection', () => {
  it('a click selects one person alone', () => {
    expect(names(selectOnly('c', 2))).toBe('c');
  });

  it('a toggle adds somebody, and takes them off again', () => {
    const two = toggle(selectOnly('a', 0), 'c', 2);
    expect(names(two)).toBe('ac');
    expect(names(toggle(two, 'a', 0))).toBe('c');
  });

  it('a range goes from where the selection began, forwards and backwards', () => {
    const start = selectOnly('c', 2);
    expect(names(selectRange(start, 4, list))).toBe('cde');
    expect(names(selectRange(start, 0, list))).toBe('abc');
  });

  it('a range replaces the range before it, for its anchor stays', () => {
    const far = selectRange(selectOnly('b', 1), 5, list);
    expect(names(selectRange(far, 2, list))).toBe('bc');
  });

  it('a range that adds keeps who was selected elsewhere', () => {
    const apart = toggle(selectOnly('a', 0), 'd', 3);
    expect(names(selectRange(apart, 4, list, true))).toBe('ade');
  });

  it('a range without a beginning is the one person', () => {
    expect(names(selectRange(NOBODY, 3, list))).toBe('d');
  });

  it('a range whose anchor is beyond a list that became shorter begins at its end', () => {
    expect(names(selectRange(selectOnly('z', 99), 4, list))).toBe('ef');
  });

  it('everybody is everybody', () => {
    expect(names(selectAll(list))).toBe('abcdef');
  });
});
