import { describe, expect, it } from 'vitest';
import { decodeList } from './list.ts';
import { team } from './organization.ts';

describe('a list', () => {
  it('leaves out what cannot be used and says how much came', () => {
    const rows = [{ id: 'a', name: 'A' }, { name: 'no id' }, 'text', null, { id: 5, name: 'B' }];
    expect(decodeList(rows, team)).toEqual({
      items: [
        { id: 'a', name: 'A' },
        { id: '5', name: 'B' },
      ],
      received: 5,
    });
  });

  it.each([undefined, null, 'text', { 0: { id: 'a' } }])('is none if it is %j', (value) => {
    expect(decodeList(value, team)).toBeNull();
  });
});
