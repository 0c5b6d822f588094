import { defineTexts } from '../../text/texts.ts';

/** The activity's texts. */
export const t = defineTexts('activity', {
  title: 'Activity',
  close: 'Close activity',
  open: 'Activity',
  openRunning: 'Activity: {status}',
  openFailed: {
    one: 'Activity: {count} job needs a look',
    other: 'Activity: {count} jobs need a look',
  },

  now: 'Now',
  earlier: 'Earlier',
  clear: 'Clear list',
  emptyTitle: 'Nothing to do right now',
  empty:
    'Downloads, exports and invites appear here with every step, and stay until you remove them.',

  syncTitle: 'Sync with HeadshotPro',

  waiting: 'Waiting for its turn',
  running: 'Running',
  paused: 'Paused',
  offline: 'Waiting for the network',
  done: 'Finished',
  doneWithFailures: { one: 'Finished, {count} failed', other: 'Finished, {count} failed' },
  failed: 'Failed',
  cancelled: 'Cancelled',

  listPhase: 'List',
  downloadPhase: 'Download',
  zipPhase: 'Pack',
  verifyPhase: 'Verify',
  invitePhase: 'Invite',
  listing: 'Listing',
  downloading: 'Downloading',
  zipping: 'Packing',
  verifying: 'Verifying',
  inviting: 'Inviting',
  countOf: '{done} of {total}',
  phaseFailed: { one: '{count} failed', other: '{count} failed' },
  phaseDone: 'done',
  phaseNext: 'to come',
  phases: 'Steps of {label}',
  timeLeft: 'about {time} left',

  pause: 'Pause',
  resume: 'Resume',
  more: 'More for {label}',
  moveFirst: 'Do this next',
  moveUp: 'Move up',
  moveDown: 'Move down',
  cancel: 'Cancel…',
  cancelNow: 'Cancel',
  cancelTitle: 'Cancel “{label}”?',
  cancelText:
    'What is already downloaded stays in your library. A ZIP that is not complete yet is removed.',
  cancelInvites: 'Invites that went out stay valid. The others are not sent.',
  results: 'Results…',
  cancelYes: 'Cancel the job',
  cancelNo: 'Keep going',

  notes: {
    one: 'HeadshotPro did not give one thing',
    other: 'HeadshotPro did not give {count} things',
  },

  photosIn: { one: '{count} photo, {size}, verified', other: '{count} photos, {size}, verified' },
  filesMade: { one: '{count} file', other: '{count} files' },
  reveal: 'Show in folder',
  again: 'Export again',
  remove: 'Remove from the list',

  invitesFailed: { one: '{count} invite failed', other: '{count} invites failed' },
  failures: { one: '{count} photo failed', other: '{count} photos failed' },
  failuresLoading: 'Looking…',
  failureCount: { one: '{count} photo', other: '{count} photos' },
  failureSession: 'the whole session',
  unknownTeam: 'No team',
  retry: 'Retry failed',
  tryAgain: 'Try again',

  budget: 'HeadshotPro requests left this minute',
  budgetLeft: '{remaining} of {limit} requests left this minute',
  budgetText: 'HeadshotPro allows {limit} a minute. The work keeps to that by itself.',
  budgetPaused: 'HeadshotPro asked for a break',
  budgetPausedText: 'It goes on by itself at {time}, in {left}.',

  saidPhase: '{label}: {phase}, {done} of {total}.',
  saidStart: '{label}: {phase}.',
  exportDone: {
    one: '“{label}” is exported: {count} photo.',
    other: '“{label}” is exported: {count} photos.',
  },
  invitesDone: '“{label}” is done.',
  invitesDoneFailed: {
    one: '“{label}” is finished, but {count} invite failed.',
    other: '“{label}” is finished, but {count} invites failed.',
  },
  downloadDone: '“{label}” is downloaded.',
  doneFailed: {
    one: '“{label}” is finished, but {count} photo failed.',
    other: '“{label}” is finished, but {count} photos failed.',
  },
  jobFailed: '“{label}” failed: {reason}',
  jobFailedPlain: '“{label}” failed.',
  show: 'Show',
});
