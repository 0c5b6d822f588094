import { describe, expect, it } from 'vitest';
import { type KeyPress, meaningOfKey } from './key-meanings.ts';

const press = (key: string, held: Partial<KeyPress> = {}, rtl = false) =>
  meaningOfKey(
    { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held },
    rtl,
  );

describe('keys', () => {
  it('move, extend with Shift, and move the focus alone with Ctrl or ⌘', () => {
    expect(press('ArrowRight')).toMatchObject({ direction: 'next', extend: false });
    expect(press('ArrowDown', { shiftKey: true })).toMatchObject({
      direction: 'down',
      extend: true,
    });
    expect(press('End', { metaKey: true })).toMatchObject({ direction: 'last', focusOnly: true });
  });

  it('follow the direction of the text', () => {
    expect(press('ArrowRight', {}, true)).toMatchObject({ direction: 'previous' });
    expect(press('ArrowUp', {}, true)).toMatchObject({ direction: 'up' });
  });

  it('mark with one key, and leave digits with Ctrl to others', () => {
    expect(press('x')).toEqual({ kind: 'mark', change: { pick: 'reject' } });
    expect(press('0')).toEqual({ kind: 'mark', change: { stars: 0 } });
    expect(press('2', { ctrlKey: true })).toBeNull();
    expect(press('p', { altKey: true })).toBeNull();
  });

  it('zoom with and without Ctrl, on every keyboard', () => {
    expect(['+', '=', '-'].map((key) => press(key))).toEqual([
      { kind: 'zoom', to: 'in' },
      { kind: 'zoom', to: 'in' },
      { kind: 'zoom', to: 'out' },
    ]);
    expect(press('0', { ctrlKey: true })).toEqual({ kind: 'zoom', to: 'fit' });
    expect(press('Z')).toEqual({ kind: 'zoom', to: 'toggle' });
  });

  it('tell C from Ctrl+C', () => {
    expect([press('c'), press('c', { metaKey: true })]).toEqual([
      { kind: 'compare' },
      { kind: 'copy' },
    ]);
  });
});
