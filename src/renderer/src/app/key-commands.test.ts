import { describe, expect, it } from 'vitest';
import { commandOfKey, type KeyPress } from './key-commands.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('commandOfKey', () => {
  it('takes Ctrl elsewhere and Command on a Mac', () => {
    expect(commandOfKey(press('k', { ctrlKey: true }), false, false)).toBe('palette');
    expect(commandOfKey(press('k', { metaKey: true }), true, false)).toBe('palette');
    expect(commandOfKey(press('k', { ctrlKey: true }), true, false)).toBeNull();
  });

  it('leaves to a text field what means its text', () => {
    expect(commandOfKey(press('a', { ctrlKey: true }), false, true)).toBeNull();
    expect(commandOfKey(press('?', { shiftKey: true }), false, true)).toBeNull();
    expect(commandOfKey(press('f', { ctrlKey: true }), false, true)).toBe('find');
  });

  it('leaves other combinations to whom they belong', () => {
    expect(commandOfKey(press('a', { ctrlKey: true, shiftKey: true }), false, false)).toBeNull();
    expect(commandOfKey(press('x'), false, false)).toBeNull();
  });

  it('knows the question mark and the way back', () => {
    expect(commandOfKey(press('?', { shiftKey: true }), false, false)).toBe('shortcuts');
    expect(commandOfKey(press('ArrowLeft', { altKey: true }), false, false)).toBe('back');
  });
});
