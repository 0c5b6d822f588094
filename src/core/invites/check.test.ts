import { describe, expect, it } from 'vitest';
import { checkInvites, type InviteContext } from './check.ts';
import { parseInvites } from './parse.ts';

const SALES = { id: 'team_1', name: 'Sales' };
const OFFICE = { id: 'team_2', name: 'Büro' };

function check(csv: string, context: Partial<InviteContext> = {}) {
  return checkInvites(parseInvites(`email,team\n${csv}`), {
    teams: [SALES, OFFICE],
    invited: new Map(),
    members: new Set(),
    credits: 100,
    ...context,
  });
}

const codes = (csv: string, context?: Partial<InviteContext>) =>
  check(csv, context).lines.map(({ problems }) => problems.map(({ code }) => code).join(' '));

describe('a team', () => {
  it.each(['Sales', 'sales', ' SALES ', 'team_1'])('may be written %j', (written) => {
    expect(check(`a@x.example,"${written}"`).lines[0]).toMatchObject({
      teamId: 'team_1',
      sendable: true,
    });
  });

  it('is found without its accents', () => {
    expect(check('a@x.example,buro').lines[0]?.teamId).toBe('team_2');
  });

  it('that is not there is offered once, however it is written', () => {
    const { lines, unknownTeams } = check('a@x.example,Legal\nb@x.example,legal\nc@x.example,');
    expect(lines.map(({ sendable }) => sendable)).toEqual([false, false, true]);
    expect(unknownTeams).toEqual([{ name: 'Legal', lines: 2 }]);
  });

  it('is the exact one where two differ in case only, and else has to be named by its id', () => {
    const teams = [SALES, { id: 'team_3', name: 'SALES' }];
    expect(check('a@x.example,SALES', { teams }).lines[0]?.teamId).toBe('team_3');
    expect(codes('a@x.example,sales', { teams })).toEqual(['ambiguous_team']);
    expect(check('a@x.example,team_1', { teams }).lines[0]?.sendable).toBe(true);
  });
});

describe('a person', () => {
  it('who has signed up, or has an open invite, gets none', () => {
    const invited = new Map([
      ['b@x.example', 'pending'],
      ['c@x.example', 'revoked'],
      ['d@x.example', 'deleted'],
    ]);
    const members = new Set(['a@x.example']);
    const csv = 'A@X.example\nb@x.example\nc@x.example\nd@x.example\n';
    expect(codes(csv, { invited, members })).toEqual(['already_member', 'already_invited', '', '']);
  });
});

describe('the credits', () => {
  const five = 'a@x.example\nb@x.example\nc@x.example\nd@x.example\ne@x.example\n';

  it('are warned of past their number, and end at twice their number', () => {
    expect(codes(five, { credits: 2 })).toEqual([
      '',
      '',
      'over_credits',
      'over_credits',
      'over_cap',
    ]);
    expect(check(five, { credits: 2 }).lines.map(({ sendable }) => sendable)).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
  });

  it('are reckoned with the open invites, and without the lines that cannot go out', () => {
    const invited = new Map([['z@x.example', 'pending']]);
    const csv = `oops\nz@x.example\n${five}`;
    expect(codes(csv, { credits: 2, invited }).slice(2)).toEqual([
      '',
      'over_credits',
      'over_credits',
      'over_cap',
      'over_cap',
    ]);
  });

  it('that are none let nothing out; that are not known let everything out', () => {
    expect(codes(five, { credits: 0 })).toEqual(Array(5).fill('over_cap'));
    expect(codes(five, { credits: null })).toEqual(Array(5).fill(''));
  });
});
