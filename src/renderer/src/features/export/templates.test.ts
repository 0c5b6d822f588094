import { describe, expect, it } from 'vitest';
import { insertToken, startingPointOf, templateForLayout, templateOf } from './templates.ts';

describe('templates', () => {
  it('get a folder a team only where teams share one place', () => {
    expect(templateOf('single', 'zip-per-team')).toBe('{first|slug}-{last|slug}');
    expect(templateOf('single', 'single-zip')).toBe('{team}/{first|slug}-{last|slug}');
    expect(templateOf('single', 'folder')).toBe('{team}/{first|slug}-{last|slug}');
  });

  it('follow the layout as long as nobody changed them', () => {
    const flat = templateOf('flat', 'zip-per-team');
    const moved = templateForLayout(flat, 'zip-per-team', 'folder');
    expect(moved).toBe(templateOf('flat', 'folder'));
    expect(templateForLayout(moved, 'folder', 'zip-per-team')).toBe(flat);
    expect(templateForLayout('{email}', 'zip-per-team', 'folder')).toBe('{email}');
  });

  it('are recognised under their own layout only', () => {
    expect(startingPointOf(templateOf('dated', 'folder'), 'folder')).toBe('dated');
    expect(startingPointOf(templateOf('dated', 'folder'), 'zip-per-team')).toBeNull();
  });
});

describe('inserting a token', () => {
  it('puts it where the cursor is and the cursor behind it', () => {
    expect(insertToken('a-b', '{last}', { start: 2, end: 2 })).toEqual({
      template: 'a-{last}b',
      cursor: 8,
    });
  });

  it('replaces what is selected', () => {
    expect(insertToken('a-{first}', '{last}', { start: 2, end: 9 }).template).toBe('a-{last}');
  });

  it('appends where the selection lies behind the end', () => {
    expect(insertToken('', '{person}', { start: 5, end: 9 })).toEqual({
      template: '{person}',
      cursor: 8,
    });
  });
});
