import { afterEach, describe, expect, it } from 'vitest';
import { setLanguage, textDirection } from './locale.ts';
import { addTranslation, defineTexts } from './texts.ts';

const t = defineTexts('sample', {
  hello: 'Hello {name}',
  people: { one: '{count} person', other: '{count} people' },
  close: 'Close',
});

afterEach(() => setLanguage('en'));

describe('texts', () => {
  it('fills placeholders and leaves what a value holds alone', () => {
    expect(t('hello', { name: '{count} <b>' })).toBe('Hello {count} <b>');
  });

  it('picks the plural form and groups the number', () => {
    expect(t('people', { count: 1 })).toBe('1 person');
    expect(t('people', { count: 12_345 })).toBe('12,345 people');
  });

  it('speaks another language where there is one, with its own plurals, else English', () => {
    addTranslation('pl', 'sample', {
      people: { one: '{count} osoba', few: '{count} osoby', other: '{count} osób' },
    });
    setLanguage('pl');
    expect([1, 3, 5].map((count) => t('people', { count }))).toEqual([
      '1 osoba',
      '3 osoby',
      '5 osób',
    ]);
    expect(t('close')).toBe('Close');
  });

  it('knows which languages run from right to left', () => {
    setLanguage('ar-EG');
    expect(textDirection()).toBe('rtl');
    setLanguage('de');
    expect(textDirection()).toBe('ltr');
  });
});
