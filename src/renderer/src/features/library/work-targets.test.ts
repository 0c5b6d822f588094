import { describe, expect, it } from 'vitest';
import { listTarget, peopleTarget, teamTarget, viewTarget } from './work-targets.ts';

const team = { id: 't1', name: 'Sales', people: 12, ready: 9, photos: 90, stored: 10 };
const summary = { teams: [team], people: 60, organization: 'Larkmoor' };

describe('work targets', () => {
  it('one person is named, several are counted', () => {
    expect(peopleTarget(['p1'], 'Ada').label).toBe('Ada');
    expect(peopleTarget(['p1', 'p2'], null)).toMatchObject({ label: '2 people', people: 2 });
  });

  it('everybody is an empty scope under the name of the organization', () => {
    expect(viewTarget({ kind: 'all' }, summary)).toEqual({
      scope: { teamIds: [], personIds: [], photos: [] },
      label: 'Larkmoor',
      people: 60,
    });
  });

  it('a team is its id, so that people who join it later are in it', () => {
    expect(viewTarget({ kind: 'team', teamId: 't1' }, summary)).toEqual(teamTarget(team));
    expect(teamTarget(team).scope.teamIds).toEqual(['t1']);
    expect(viewTarget({ kind: 'team', teamId: 'gone' }, summary)).toBeNull();
  });

  it('the favorites are people of whom only the favorites are meant', () => {
    expect(viewTarget({ kind: 'favorites' }, summary)).toBeNull();
    expect(listTarget({ kind: 'favorites' }, [team], ['p1'])).toMatchObject({
      scope: { personIds: ['p1'] },
      label: 'Favorites, 1 person',
      selection: 'favorites',
    });
  });
});
