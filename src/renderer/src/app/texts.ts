import { defineTexts } from '../text/texts.ts';

/** The shell's own texts. */
export const t = defineTexts('app', {
  appName: 'Headshot Desk',
  close: 'Close',
  notices: 'Messages',
  starting: 'Opening your library…',
  failedTitle: 'Headshot Desk could not start',
  retry: 'Try again',
  offlineTitle: 'Offline.',
  offline: 'You can browse, pick and export everything on this computer.',
  lookOnlyTitle: 'Only to look at.',
  rebuiltTitle: 'Rebuilt.',
  noKeyTitle: 'No API key.',
  noKey: 'Your library stays available; add a key to sync again.',
  addKey: 'Enter a new key…',
  syncedAgo: 'Last synced {ago}.',
  syncNow: 'Sync now',
  syncing: 'Syncing…',
  synced: 'Synced {ago}',
  neverSynced: 'Not synced yet',
  settings: 'Settings',
  inviteOffline: 'HeadshotPro cannot be asked at the moment. Invites go out when it can.',
});
