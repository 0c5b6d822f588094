import { describe, expect, it } from 'vitest';
import { markOfKey } from './marks.ts';

describe('keys that mark', () => {
  it('picks, rejects and takes the mark off, in either case', () => {
    expect(['p', 'X', 'u'].map(markOfKey)).toEqual([
      { pick: 'pick' },
      { pick: 'reject' },
      { pick: null },
    ]);
  });

  it('gives none to five stars', () => {
    expect(['0', '3', '5'].map(markOfKey)).toEqual([{ stars: 0 }, { stars: 3 }, { stars: 5 }]);
  });

  it('leaves every other key alone', () => {
    expect(['6', 'F5', 'Enter', '12', 'a'].map(markOfKey)).toEqual([null, null, null, null, null]);
  });
});
