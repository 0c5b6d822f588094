import { defineTexts } from '../../text/texts.ts';

/** The history's texts. */
export const t = defineTexts('history', {
  title: 'What you have done',
  hint: 'Every change to the organization that was made from this computer, the latest first. It is kept here only.',
  list: 'Changes to the organization',
  when: 'When',
  what: 'What',
  result: 'Result',

  invite: 'Invited',
  'invite.revoke': 'Revoked the invite',
  'team.create': 'Created a team',
  'team.rename': 'Renamed a team',
  'team.delete': 'Deleted a team',
  'team.add': 'Added people to a team',
  'model.create': 'Created a session',
  'model.delete': 'Deleted a session',

  done: 'Done',
  partial: 'In part',
  failed: 'Failed',
  pending: 'Not known',
  pendingText:
    'It was under way when the program ended, or still is. Sync, then look whether it took effect.',

  empty: 'Nothing yet',
  emptyText:
    'Invites, teams, new sessions, and whatever you revoke or delete from this computer: all of it is listed here.',
  failedTitle: 'The history could not be read',
  retry: 'Try again',
  pages: 'Pages of the history',
  range: '{first} to {last} of {total}',
  newer: 'Newer',
  older: 'Older',
});
