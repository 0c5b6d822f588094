import { defineTexts } from '../../text/texts.ts';

/** The texts of the first screen and of everything about the key. */
export const t = defineTexts('welcome', {
  appName: 'Headshot Desk',
  title: 'Every headshot of your company, on your own desk.',
  promise:
    'Bring all photos of every team over from HeadshotPro, look through them even offline, and hand on ZIPs that are named your way and checked to the last file.',

  key: 'API key',
  keyPlaceholder: 'Paste your HeadshotPro key',
  showKey: 'Show the key',
  hideKey: 'Hide the key',
  whereToGet:
    'A Team Owner or Admin makes one in HeadshotPro under Admin Dashboard › API. It is used to read your organization and its photos. It invites people and changes or deletes something only when you say so.',
  openHeadshotPro: 'Open HeadshotPro',

  remember: 'Keep it on this computer',
  rememberOs: 'Encrypted with the key store of your system.',
  rememberOff: 'Only in memory, until you quit.',

  connect: 'Connect',
  checking: 'Checking the key…',
  saveKey: 'Use this key',

  or: 'or',
  demo: 'Explore the demo organization',
  demoStarting: 'Setting up the demo…',
  demoHint: '60 invented people in six teams. No key and no network needed.',
  demoSlow: 'Drawing the first portraits. This takes a few seconds.',

  artwork: 'Portraits of the demo organization. Nobody here exists.',
  sampleName: 'Sales.zip',
  sampleNote: '168 photos, every one verified',

  noKey: 'Paste your API key first.',
  brokenKey: 'This does not look like a key: there are spaces or line breaks in it.',
  refused:
    'HeadshotPro does not accept this key. Check that all of it was copied and that it was not revoked.',
  notPermitted:
    'This key works, but may not read the organization. Ask an owner for a key of theirs.',
  unreachable:
    'HeadshotPro cannot be reached. Check the network or the proxy of this computer, then try again.',
  limited: 'HeadshotPro is being asked too often right now. Wait a minute, then try again.',
  apiFailed: 'HeadshotPro has a problem of its own. The key was not judged; try again in a while.',
  notUnderstood:
    'Something answered, but not as HeadshotPro does. A network sign-in page or a proxy may be in between.',

  newKeyTitle: 'Enter a new key',
  newKeyRefused: 'HeadshotPro no longer accepts the key that is here. Your library stays as it is.',
  newKeyText: 'Use it in place of the one that is here. Your library stays as it is.',
  newKeyMissing: 'There is no key at hand. Your library stays as it is.',
  keyAccepted: 'Connected to {name}.',
  cancel: 'Cancel',
  close: 'Close',
});
