import { describe, expect, it } from 'vitest';
import { compareColumns, comparedFrom, replaceCompared, toggleCompared } from './compare.ts';

const ORDER = ['a', 'b', 'c', 'd', 'e', 'f'];

describe('choosing what to compare', () => {
  it('takes the selected photos in the order they are shown', () => {
    expect(comparedFrom(ORDER, new Set(['d', 'b']), 'd')).toEqual(['b', 'd']);
  });

  it('takes four at most, the current one among them', () => {
    expect(comparedFrom(ORDER, new Set(ORDER), 'a')).toEqual(['a', 'b', 'c', 'd']);
    expect(comparedFrom(ORDER, new Set(ORDER), 'f')).toEqual(['c', 'd', 'e', 'f']);
  });

  it('takes the current photo and its neighbour when fewer than two are selected', () => {
    expect(comparedFrom(ORDER, new Set(['c']), 'c')).toEqual(['c', 'd']);
    expect(comparedFrom(ORDER, new Set(), null)).toEqual(['a', 'b']);
    expect(comparedFrom(ORDER, new Set(), 'f')).toEqual(['e', 'f']);
    expect(comparedFrom(['a'], new Set(['a']), 'a')).toEqual([]);
  });
});

describe('changing what is compared', () => {
  it('gives the active place to another photo', () => {
    expect(replaceCompared(['a', 'b'], 'b', 'e')).toEqual(['a', 'e']);
    expect(replaceCompared(['a', 'b'], 'b', 'a')).toEqual(['a', 'b']);
  });

  it('adds up to four and keeps at least two', () => {
    expect(toggleCompared(['a', 'b'], 'c')).toEqual(['a', 'b', 'c']);
    expect(toggleCompared(['a', 'b', 'c', 'd'], 'e')).toEqual(['a', 'b', 'c', 'd']);
    expect(toggleCompared(['a', 'b', 'c'], 'a')).toEqual(['b', 'c']);
    expect(toggleCompared(['a', 'b'], 'a')).toEqual(['a', 'b']);
  });
});

describe('laying photos side by side', () => {
  const portrait = 0.8;
  it('puts portraits where each is largest', () => {
    expect(compareColumns(2, { width: 1000, height: 600 }, portrait)).toBe(2);
    expect(compareColumns(3, { width: 1600, height: 800 }, portrait)).toBe(3);
    expect(compareColumns(4, { width: 1000, height: 900 }, portrait)).toBe(2);
    expect(compareColumns(4, { width: 2000, height: 700 }, portrait)).toBe(4);
    expect(compareColumns(2, { width: 400, height: 1200 }, portrait)).toBe(1);
  });
});
