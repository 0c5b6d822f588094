import { describe, expect, it } from 'vitest';
import {
  extendTo,
  focusOn,
  NO_SELECTION,
  selectAll,
  selectNone,
  selectOnly,
  toggle,
  withoutMissing,
} from './selection.ts';

const ORDER = ['a', 'b', 'c', 'd', 'e'];
const keys = (selection: { keys: ReadonlySet<string> }) => [...selection.keys].sort();

describe('selecting photos', () => {
  it('takes one, adds and removes others', () => {
    const two = toggle(selectOnly('b'), 'd');
    expect(keys(two)).toEqual(['b', 'd']);
    expect(keys(toggle(two, 'b'))).toEqual(['d']);
    expect(toggle(two, 'b').focus).toBe('b');
  });

  it('extends from where the range began, in both directions', () => {
    const down = extendTo(selectOnly('c'), ORDER, 'e');
    expect(keys(down)).toEqual(['c', 'd', 'e']);
    const up = extendTo(down, ORDER, 'a');
    expect(keys(up)).toEqual(['a', 'b', 'c']);
    expect(up).toMatchObject({ focus: 'a', anchor: 'c' });
  });

  it('begins a range at the focus, or at the photo itself', () => {
    expect(keys(extendTo(NO_SELECTION, ORDER, 'b'))).toEqual(['b']);
    expect(keys(extendTo(focusOn(NO_SELECTION, 'a'), ORDER, 'b'))).toEqual(['a', 'b']);
  });

  it('starts anew when the range began at a photo that is gone', () => {
    expect(keys(extendTo(selectOnly('gone'), ORDER, 'b'))).toEqual(['b']);
  });

  it('takes all and none, and keeps the focus', () => {
    const all = selectAll(selectOnly('c'), ORDER);
    expect(keys(all)).toEqual(ORDER);
    expect(selectNone(all)).toMatchObject({ focus: 'c', anchor: null });
    expect(keys(selectNone(all))).toEqual([]);
  });

  it('drops what is no longer there, and nothing else', () => {
    const two = toggle(selectOnly('b'), 'e');
    expect(withoutMissing(two, ORDER)).toBe(two);
    expect(withoutMissing(two, ['a', 'b'])).toEqual({
      keys: new Set(['b']),
      focus: null,
      anchor: null,
    });
  });
});
