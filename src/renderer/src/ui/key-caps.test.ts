import { describe, expect, it } from 'vitest';
import { keyCaps } from './key-caps.ts';

describe('keyCaps', () => {
  it('writes keys as the system does', () => {
    expect(keyCaps('Mod+Shift+A', true)).toEqual(['⌘', '⇧', 'A']);
    expect(keyCaps('Mod+Shift+A', false)).toEqual(['Ctrl', 'Shift', 'A']);
    expect(keyCaps('Left', false)).toEqual(['←']);
  });
});
