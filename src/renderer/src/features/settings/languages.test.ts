import { describe, expect, it } from 'vitest';
import { languageOptions } from './languages.ts';

describe('languages', () => {
  it('are called as they call themselves', () => {
    expect(languageOptions('en')).toEqual([{ value: 'en', label: 'English' }]);
    expect(languageOptions('fr').at(-1)).toEqual({ value: 'fr', label: 'Français' });
  });
});
