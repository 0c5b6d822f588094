import { defineTexts } from '../../text/texts.ts';

/** The texts of what an admin removes from the organization. */
export const t = defineTexts('organization', {
  revokeTitle: 'Revoke the invite of {name}?',
  deleteTitle: 'Delete a session of {name}?',
  revokeTitleShort: 'Revoke an invite?',
  deleteTitleShort: 'Delete a session?',
  close: 'Close',
  cancel: 'Cancel',
  revoke: 'Revoke the invite',
  delete: 'Delete the session',

  looking: 'Asking HeadshotPro what would be lost…',
  lookFailed: 'What would be lost is not known.',
  failed: 'That did not work.',
  lookAgain: 'Look again',
  sync: 'Sync now',
  offline:
    'HeadshotPro cannot be asked at the moment. Nothing is removed, and nothing kept for later.',
  noKey: 'There is no API key, so nothing can be removed. Enter one in the settings.',

  sessions: 'Sessions that go',
  session: 'Session',
  photos: { one: '{count} photo', other: '{count} photos' },
  photosGo: 'Photos that go',
  photosHere: 'Complete here',
  photosMissing: 'Not complete here',
  consequences: 'What happens',

  atRisk: 'Photos that would be lost',
  download: 'Download them first',
  downloadAgain: 'Download the rest',
  downloading: 'Downloading what would be lost, one full size after the other…',
  downloadWaits: 'The download begins when it is its turn.',
  downloadPaused: 'The download is paused.',
  downloadOffline: 'The download waits for HeadshotPro and goes on by itself.',
  downloadedOf: '{done} of {total}',
  downloadProgress: 'Download of what would be lost',
  downloadCancelled: 'The download was cancelled before everything was here.',
  downloadShort: 'The download has ended, and not everything could be had.',
  pause: 'Pause',
  resume: 'Resume',
  cancelDownload: 'Cancel the download',
  lose: {
    one: 'Lose {count} photo that is not complete on this computer',
    other: 'Lose {count} photos that are not complete on this computer',
  },
  type: 'Type “{words}” to confirm',

  revoked: 'The invite of {name} is revoked',
  deleted: 'The session of {name} is deleted',
  done: 'Done',
  history: 'Show the history',
  noPhotos: 'There were no photos to lose.',
  kept: {
    one: '{count} photo stays in your library.',
    other: '{count} photos stay in your library.',
  },
  lost: { one: '{count} photo is lost.', other: '{count} photos are lost.' },
  refunded: 'The credit came back.',
  notRefunded: 'No credit came back.',
});
