import { describe, expect, it } from 'vitest';
import { organization } from './organization.ts';

describe('an organization', () => {
  it('is read with its teams', () => {
    const given = {
      uid: 'org_7f3k29ab',
      name: 'Northlight Surveying',
      website: 'https://northlight.example',
      teams: [{ id: 'team_field01', name: 'Field crew' }],
      plan: 'new field',
    };
    const { plan, ...known } = given;
    expect(organization.parse(given)).toEqual(known);
  });

  it('may lack everything but its uid; unusable teams are left out', () => {
    expect(organization.parse({ uid: 7 })).toEqual({
      uid: '7',
      name: '7',
      website: null,
      teams: [],
    });
    const teams = [{ id: 'a', name: 'A' }, { name: 'no id' }, null, 'text', { id: 'b' }];
    expect(organization.parse({ uid: 'o', teams }).teams).toEqual([
      { id: 'a', name: 'A' },
      { id: 'b', name: 'b' },
    ]);
    expect(organization.safeParse({ name: 'no uid' }).success).toBe(false);
  });
});
