import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAppError } from '#shared/errors.ts';
import { anyText } from '#test/awkward-names.ts';
import { runs } from '#test/property-runs.ts';
import {
  parseTemplate,
  renderTemplate,
  TEMPLATE_TOKENS,
  type Template,
  type TemplateValues,
} from './template.ts';

const TOKENS = Object.keys(TEMPLATE_TOKENS);
const anyToken = fc.oneof(
  fc.constantFrom(...TOKENS).map((name) => `{${name}}`),
  fc.constantFrom(...TOKENS).map((name) => `{${name}|slug}`),
  fc.integer({ min: 1, max: 9 }).map((digits) => `{number:${digits}}`),
);
const plainText = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
  .filter((text) => !/[{}/\\<>:"|?*\p{Cc}]/u.test(text) && !/^[\s.]*$/.test(text));
const broken = fc.oneof(
  anyText,
  fc.constantFrom(
    '{',
    '}',
    '/',
    '{}',
    '{:}',
    '{|}',
    '{number:0}',
    '{person|',
    '{team:2}',
    '{{',
    '//',
  ),
  fc.constantFrom(...Object.getOwnPropertyNames(Object.prototype)).map((name) => `{${name}}`),
);

const values: fc.Arbitrary<TemplateValues> = fc
  .tuple(fc.dictionary(fc.constantFrom(...TOKENS), anyText), fc.nat())
  .map(([given, number]) => {
    const texts = Object.fromEntries(TOKENS.map((name) => [name, given[name] ?? '']));
    return { ...texts, number } as unknown as TemplateValues;
  });

function parsed(source: string): Template | string {
  try {
    return parseTemplate(source);
  } catch (error) {
    if (isAppError(error, 'template_invalid')) return error.message;
    throw error;
  }
}

describe('a template', () => {
  it('of known tokens and plain text is taken, one path segment for each part', () => {
    const part = fc.array(fc.oneof(anyToken, plainText), { minLength: 1, maxLength: 5 });
    const parts = fc.array(part, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(parts, values, (written, given) => {
        const template = parseTemplate(`${written.map((each) => each.join('')).join('/')}{number}`);
        const rendered = renderTemplate(template, given);
        expect(rendered).toHaveLength(written.length);
        expect(rendered.at(-1)?.endsWith(String(given.number))).toBe(true);
      }),
      runs(500),
    );
  });

  it('is taken or refused with a place and a reason, whatever is typed', () => {
    const typed = fc.array(fc.oneof(anyToken, plainText, broken), { maxLength: 8 });
    fc.assert(
      fc.property(typed, values, (pieces, given) => {
        const source = pieces.join('');
        const template = parsed(source);
        if (typeof template === 'string') expect(template).toMatch(/[Tt]emplate/);
        else expect(renderTemplate(template, given)).toHaveLength(source.split('/').length);
      }),
      runs(800),
    );
  });

  it('says the position of the sign that is wrong', () => {
    const wrong = fc.constantFrom('}', '\\', '<', ':', '"', '?', '*', '\u0007', '\u009b');
    fc.assert(
      fc.property(plainText, wrong, anyToken, (before, sign, after) => {
        expect(parsed(`${before}${sign}${after}`)).toContain(`position ${before.length + 1} of`);
      }),
      runs(200),
    );
  });
});
