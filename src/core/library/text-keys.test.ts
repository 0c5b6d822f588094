import { describe, expect, it } from 'vitest';
import { openDatabase } from './database.ts';
import { containsPattern, emailKey, foldText } from './text-keys.ts';

describe('folded text', () => {
  it.each([
    ['Zoë Ångström', 'zoe angstrom'],
    ['STRAẞE', 'strasse'],
    ['Straße', 'strasse'],
    ['İstanbul Işık', 'istanbul isik'],
    ['ısı', 'isi'],
    ['Łukasz Sørensen Þór', 'lukasz sorensen thor'],
    ['ΝΊΚΟΣ', 'νικοσ'],
    ['Νίκος', 'νικοσ'],
    ['Nguyễn Thị Ánh', 'nguyen thi anh'],
    ['Алексей Ёлкин', 'алексеи елкин'],
    ['أحمد', 'احمد'],
    ['佐藤 結衣', '佐藤 結衣'],
    ['ﬁne', 'fine'],
    ['  two \t spaces\u00a0here ', 'two spaces here'],
    ['', ''],
  ])('%s is %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it('is the same for composed and decomposed text, and folding again changes nothing', () => {
    for (const text of ['Zoë', '김민준', 'が', 'é', 'Dvořák']) {
      expect(foldText(text.normalize('NFD'))).toBe(foldText(text.normalize('NFC')));
      expect(foldText(foldText(text))).toBe(foldText(text));
    }
  });

  it('keeps apart what spelling keeps apart', () => {
    expect(foldText('か')).not.toBe(foldText('が'));
    expect(foldText('मीरा')).not.toBe(foldText('मरा'));
  });
});

describe('a search pattern', () => {
  const db = openDatabase(':memory:', { readOnly: false });
  const finds = (text: string, words: string) =>
    db.get<{ found: number }>(`SELECT :text LIKE :pattern ESCAPE '\\' AS found`, {
      text: foldText(text),
      pattern: containsPattern(words),
    })?.found === 1;

  it.each([
    ['Zoë Ångström', 'angs', true],
    ['Łukasz', 'LUK', true],
    ['김민준', '민준', true],
    ['100% you', '0% y', true],
    ['100 you', '0% y', false],
    ['first_last', 't_l', true],
    ['first.last', 't_l', false],
    ['back\\slash', 'k\\s', true],
    ['backslash', 'k\\s', false],
  ])('in %s finds %s: %s', (text, words, found) => {
    expect(finds(text, words)).toBe(found);
  });
});

it('an e-mail key has no case and no space around, and none is null', () => {
  expect(emailKey(' Mira@Northlight.Example ')).toBe('mira@northlight.example');
  expect([emailKey('  '), emailKey(null)]).toEqual([null, null]);
});
