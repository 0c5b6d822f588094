import { describe, expect, it } from 'vitest';
import { highlighted, matchingGroups } from './palette-groups.ts';

const groups = [
  {
    heading: 'Go to',
    entries: [
      { id: 'sales', label: 'Sales' },
      { id: 'cafe', label: 'Équipe Café' },
    ],
  },
  { heading: 'Actions', entries: [{ id: 'export', label: 'Export…' }] },
];

describe('the palette', () => {
  it('finds in any case and without accents, and leaves empty groups out', () => {
    expect(matchingGroups(groups, ' cafe ').map(({ heading }) => heading)).toEqual(['Go to']);
    expect(matchingGroups(groups, 'EQUIPE')[0]?.entries.map(({ id }) => id)).toEqual(['cafe']);
    expect(matchingGroups(groups, '')).toEqual(groups);
    expect(matchingGroups(groups, 'zzz')).toEqual([]);
  });

  it('always highlights something that is there, so that Enter always means it', () => {
    expect(highlighted(groups, 'export')).toBe('export');
    expect(highlighted(groups, 'gone')).toBe('sales');
    expect(highlighted([], 'export')).toBe('');
  });
});
