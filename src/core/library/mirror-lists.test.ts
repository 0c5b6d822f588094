import { afterEach, beforeEach, expect, it } from 'vitest';
import { invite, member, ORGANIZATION, SampleLibrary } from '#test/library-samples.ts';

let sample: SampleLibrary;
beforeEach(() => {
  sample = new SampleLibrary();
});
afterEach(() => sample.remove());

const SALES = { id: 'sales', name: 'Sales' };
const LEGAL = { id: 'legal', name: 'Legal' };

const rows = (table: string, column: string) =>
  sample.library.db
    .all<{ key: string }>(`SELECT ${column} AS key FROM ${table} WHERE gone_at IS NULL ORDER BY 1`)
    .map(({ key }) => key);
const mira = () =>
  sample.library.db.get(
    'SELECT team_id AS teamId, photo_count AS photoCount FROM members WHERE id = :id',
    { id: 'mira' },
  );

it('what a whole list lacks is gone, and what comes back is there again', () => {
  const { mirror } = sample.library;
  sample.sync({
    teams: [SALES, LEGAL],
    members: [member('mira'), member('oskar')],
    invites: [invite('A@x.example'), invite('b@x.example')],
  });
  mirror.allTeams([LEGAL]);
  mirror.allMembers([member('oskar')]);
  mirror.allInvites([invite('a@X.example')]);
  expect(rows('teams', 'id')).toEqual(['legal']);
  expect(rows('members', 'id')).toEqual(['oskar']);
  expect(rows('invites', 'email')).toEqual(['a@x.example']);
  mirror.allTeams([LEGAL, SALES]);
  expect(rows('teams', 'id')).toEqual(['legal', 'sales']);
});

it('a member whose team is gone is in none; what was counted stands', () => {
  const { mirror } = sample.library;
  sample.sync({ teams: [SALES], members: [member('mira', { teamId: 'sales', photoCount: 40 })] });
  mirror.allMembers([member('mira')]);
  expect(mira()).toEqual({ teamId: null, photoCount: 40 });
});

it('a list that is read in the middle of a sync is not swept by it', () => {
  const { mirror } = sample.library;
  sample.sync({ members: [member('mira')] });
  mirror.begin(ORGANIZATION);
  mirror.allMembers([member('mira'), member('nora')]);
  mirror.sweep('members');
  expect(rows('members', 'id')).toEqual(['mira', 'nora']);
});
