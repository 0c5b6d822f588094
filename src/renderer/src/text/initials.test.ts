import { describe, expect, it } from 'vitest';
import { initialsOf, tintOf } from './initials.ts';

describe('initialsOf', () => {
  it.each([
    ['Anna Müller', 'AM'],
    ['Élodie Anne Tremblay', 'ÉT'],
    ['佐藤 美咲', '佐'],
    ['ليلى حداد', 'لح'],
    ['service.desk@larkmoor.example', 'SD'],
    ['Madonna', 'M'],
    ['  ', ''],
    ['<b>x</b>', 'B'],
  ])('%s is %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});

describe('tintOf', () => {
  it('is the same for the same person and one of eight', () => {
    const tints = Array.from({ length: 200 }, (_, at) => tintOf(`person-${at}`));
    expect(new Set(tints)).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7]));
    expect(tintOf('person-3')).toBe(tints[3]);
  });
});
