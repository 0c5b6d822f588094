import { describe, expect, it } from 'vitest';
import { conditionCount, isFiltered, NO_FILTER, sortByColumn, viewKey } from './library-filter.ts';

describe('filters', () => {
  it('counts what is set, be it yes or no, and not the search', () => {
    const filter = { ...NO_FILTER, search: 'an', hasFavorite: false, lifecycle: 'ready' as const };
    expect(conditionCount(filter)).toBe(2);
    expect(conditionCount(NO_FILTER)).toBe(0);
  });

  it('a search of spaces narrows nothing', () => {
    expect(isFiltered({ ...NO_FILTER, search: '  ' })).toBe(false);
    expect(isFiltered({ ...NO_FILTER, search: 'a' })).toBe(true);
  });
});

describe('sortByColumn', () => {
  it('turns the column round that is sorted by', () => {
    const once = sortByColumn({ key: 'team', descending: false }, 'name');
    expect(once).toEqual({ key: 'name', descending: false });
    expect(sortByColumn(once, 'name')).toEqual({ key: 'name', descending: true });
  });

  it('begins with the most where numbers and dates are sorted', () => {
    const byPhotos = sortByColumn({ key: 'name', descending: false }, 'photos');
    expect(byPhotos.descending).toBe(true);
  });
});

describe('viewKey', () => {
  it('tells teams and steps apart', () => {
    const keys = [
      viewKey({ kind: 'all' }),
      viewKey({ kind: 'team', teamId: 'ready' }),
      viewKey({ kind: 'lifecycle', lifecycle: 'ready' }),
    ];
    expect(new Set(keys).size).toBe(3);
  });
});
