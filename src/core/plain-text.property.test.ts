import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '#test/awkward-names.ts';
import { runs } from '#test/property-runs.ts';
import { plainJson, plainLine } from './plain-text.ts';

/** What terminals obey, and what ends a line. */
const OBEYED = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

const text = fc.oneof(
  anyText,
  fc.constantFrom('\u001b[2J', '\u001b]0;title\u0007', '\u009b31m', 'a\r\nb', '\u0085', '\u2067x'),
);

describe('a text that a terminal gets', () => {
  it('is one line without anything to obey, and as it was where nothing was', () => {
    fc.assert(
      fc.property(text, (given) => {
        const line = plainLine(given);
        expect(line).not.toMatch(OBEYED);
        expect(line).toHaveLength(given.length);
        expect(plainLine(line)).toBe(line);
        if (!OBEYED.test(given) && given.isWellFormed()) expect(line).toBe(given);
      }),
      runs(500),
    );
  });

  it('is exact in JSON', () => {
    const value = fc.dictionary(text, fc.oneof(text, fc.jsonValue()));
    fc.assert(
      fc.property(value, (given) => {
        const json = plainJson(given);
        expect(json).not.toMatch(OBEYED);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(given)));
      }),
      runs(300),
    );
  });
});
