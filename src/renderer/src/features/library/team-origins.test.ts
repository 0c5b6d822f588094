import { expect, it } from 'vitest';
import { originsOf } from './team-origins.ts';

const known = [
  { id: 'anna', teamId: 'sales' },
  { id: 'ben', teamId: 'legal' },
  { id: 'cy', teamId: 'sales' },
  { id: 'dora', teamId: null },
  { id: 'eve', teamId: 'gone' },
];
const from = (...personIds: string[]) =>
  originsOf(personIds, known, 'legal', (id) => id === 'sales' || id === 'legal');

it('knows where everybody came from, but for those who were there already', () => {
  expect(from('anna', 'ben', 'cy')).toEqual(new Map([['sales', ['anna', 'cy']]]));
});

it('knows no way back for somebody without a team, out of one that is gone, or never seen', () => {
  expect(from('anna', 'dora')).toBeNull();
  expect(from('anna', 'eve')).toBeNull();
  expect(from('anna', 'zoe')).toBeNull();
});

it('has nothing to undo where nobody changed the team', () => {
  expect(from('ben')).toBeNull();
});
