import { describe, expect, it } from 'vitest';
import { LAYOUTS } from '#shared/export.ts';
import {
  defaultTemplate,
  parseTemplate,
  renderTemplate,
  TEMPLATE_TOKENS,
  type TemplateValues,
} from './template.ts';

const values: TemplateValues = {
  team: 'Field Sales',
  person: 'Zoë O’Brien',
  first: 'Zoë',
  last: 'O’Brien',
  email: 'zoe@example.com',
  number: 3,
  favorite: '',
  liked: 'loved',
  modelId: 'm-1',
  photoId: 'p-1',
  variant: 'main',
  date: '2025-01-31',
};

function render(template: string, changes: Partial<TemplateValues> = {}): string {
  return renderTemplate(parseTemplate(template), { ...values, ...changes }).join('/');
}

function refusal(template: string): string {
  try {
    parseTemplate(template);
  } catch (error) {
    expect(error).toMatchObject({ code: 'template_invalid' });
    return (error as Error).message;
  }
  return 'accepted';
}

describe('a template', () => {
  it('knows every token it documents', () => {
    for (const token of Object.keys(TEMPLATE_TOKENS))
      expect(refusal(`x{${token}}`)).toBe('accepted');
    for (const layout of LAYOUTS) expect(refusal(defaultTemplate(layout))).toBe('accepted');
  });

  it('renders tokens, folders, filters and padding', () => {
    expect(render('{team}/{person|slug}-{number:3}')).toBe('Field Sales/zoe-obrien-003');
    expect(render('{last}, {first} ({liked}) {date}')).toBe('O’Brien, Zoë (loved) 2025-01-31');
    expect(render('{email|slug}_{variant}_{modelId}_{photoId}')).toBe(
      'zoe-example-com_main_m-1_p-1',
    );
    expect(render('{number:2}', { number: 123 })).toBe('123');
    expect(render('{number:2|slug}')).toBe('03');
  });

  it('drops the separator of a token that has nothing to say', () => {
    expect(render('{person|slug}-{number:2}-{favorite}')).toBe('zoe-obrien-03');
    expect(render('{person|slug}-{number:2}-{favorite}', { favorite: 'favorite' })).toBe(
      'zoe-obrien-03-favorite',
    );
    expect(render('{first}-{last}-{number}', { first: 'Cher', last: '' })).toBe('Cher-3');
    expect(render('{favorite}_{first}')).toBe('Zoë');
    expect(render('{favorite}-{favorite}-{first}')).toBe('Zoë');
    expect(render('{last}{favorite}', { last: 'King Jr.' })).toBe('King Jr.');
  });

  it('falls back to the model id where a slug would be empty', () => {
    expect(render('{person|slug}', { person: '🦄', modelId: 'Model_7' })).toBe('model-7');
    expect(render('{person|slug}', { person: '🦄', modelId: '!' })).toBe('unnamed');
  });

  it.each([
    ['', /empty/],
    ['   ', /empty/],
    ['{person', /position 1 .*never closed/],
    ['a-{nmae}', /\{nmae\} at position 3 .*\{person\}/],
    ['{constructor}', /not a token/],
    ['{person|upper}', /"upper" at position 1 .*slug/],
    ['{person:2}', /digits go with \{number\}/],
    ['{number:0}', /digits/],
    ['{number:10}', /digits/],
    ['a}b', /\} at position 2/],
    ['/{person}', /starts with a slash/],
    ['{team}/', /Part 2 .*empty/],
    ['{team}//{person}', /Part 2 .*empty/],
    ['../{person}', /Part 1 .*only "\.\."/],
    ['{team}/./{person}', /Part 2 .*only "\."/],
    ['{team}\\{person}', /position 7 .*separated by \//],
    ['C:{person}', /The : at position 2/],
    ['{person}\u0007', /control character at position 9/],
    ['{person}.jpg', /ends in \.jpg/],
    ['a/b/c/d/e/f/g/h/i', /9 levels/],
  ])('refuses %j and says where and why', (template, reason) => {
    expect(refusal(template)).toMatch(reason);
  });
});
