import { describe, expect, it } from 'vitest';
import { atOnce } from '../../turns.ts';
import { field } from './fields.ts';
import { decodeList } from './list.ts';
import { team } from './organization.ts';

describe('a list', () => {
  it('leaves out what cannot be used and says how much came', () => {
    const rows = [{ id: 'a', name: 'A' }, { name: 'no id' }, 'text', null, { id: 5, name: 'B' }];
    expect(atOnce(decodeList(rows, team))).toEqual({
      items: [
        { id: 'a', name: 'A' },
        { id: '5', name: 'B' },
      ],
      received: 5,
    });
  });

  it.each([undefined, null, 'text', { 0: { id: 'a' } }])('is none if it is %j', (value) => {
    expect(atOnce(decodeList(value, team))).toBeNull();
  });

  it('is decoded with other work in between where it takes long', () => {
    const slow = field((value) => {
      const untilMs = performance.now() + 2;
      while (performance.now() < untilMs);
      return value;
    });
    const work = decodeList([1, 2, 3, 4], slow);
    expect(work.next().done).toBe(false);
    expect(atOnce(work)).toEqual({ items: [1, 2, 3, 4], received: 4 });
  });
});
