import { describe, expect, it } from 'vitest';
import { MAX_SEGMENT_BYTES, nameKey, safeName, segmentBudget } from './safe-name.ts';

const budget = { bytes: MAX_SEGMENT_BYTES, units: 100 };

describe('safeName', () => {
  it.each([
    ['Anna Berg', 'Anna Berg'],
    ['CON', '_CON'],
    ['con.txt', '_con.txt'],
    ['Aux .jpg', '_Aux .jpg'],
    ['COM¹', '_COM¹'],
    ['lpt0', '_lpt0'],
    ['CONIN$', '_CONIN$'],
    ['Conrad', 'Conrad'],
    ['COM10', 'COM10'],
    ['trailing. . ', 'trailing'],
    ['..', ''],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a_b_c_d_e_f_g_h_i_j'],
    ['-rf', 'rf'],
    ['.hidden', 'hidden'],
    ['tab\tnew\nline', 'tab_new_line'],
    ['a\u00a0 \u3000b', 'a b'],
    ['\u202egpj.exe', 'gpj.exe'],
    ['zero\u200bwidth\ufeff', 'zerowidth'],
    ['lone\ud800surrogate', 'lone_surrogate'],
    ['e\u0301', '\u00e9'],
    ['محمد', 'محمد'],
    ['🦄', '🦄'],
    ['\u3164\u200d', ''],
  ])('turns %j into %j', (text, expected) => {
    expect(safeName(text, budget)).toBe(expected);
  });

  it('does not cut a name down to that of a device', () => {
    expect(safeName('CON CON', { bytes: 8, units: 4 })).toBe('_CON');
    expect(safeName(`con a${'\u0301'.repeat(300)}`, budget)).toBe('_con');
  });

  it('cuts between graphemes, never inside one', () => {
    const family = '\u{1f468}\u{1f3fd}'; // one grapheme, 8 bytes, 4 units
    expect(safeName(family.repeat(40), { bytes: 21, units: 100 })).toBe(family.repeat(2));
    expect(safeName(family.repeat(40), { bytes: 100, units: 7 })).toBe(family);
    const tower = `a${'\u0301'.repeat(300)}`;
    expect(Buffer.byteLength(safeName(tower, budget))).toBeGreaterThan(100);
  });
});

it('gives one key to what some disk takes for one name', () => {
  expect(nameKey('ÉLAN')).toBe(nameKey('e\u0301lan'));
  expect(nameKey('Straße')).toBe(nameKey('STRASSE'));
  expect(nameKey('Anna')).not.toBe(nameKey('Hanna'));
});

it('keeps a path of any depth short enough for Windows, where the folder allows it', () => {
  const longest = (depth: number, folder: string | null) =>
    segmentBudget(depth, folder).units * depth + depth - 1;
  for (let depth = 1; depth <= 7; depth += 1) {
    expect(longest(depth, null)).toBeLessThanOrEqual(180);
    expect(40 + 1 + longest(depth, 'x'.repeat(40))).toBeLessThanOrEqual(240);
  }
});
