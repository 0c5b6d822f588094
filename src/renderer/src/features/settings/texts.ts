import { defineTexts } from '../../text/texts.ts';

/** The settings' texts. */
export const t = defineTexts('settings', {
  title: 'Settings',
  close: 'Close',
  pages: 'Settings',
  cancel: 'Cancel',

  account: 'Account',
  connected: 'Connected',
  offline: 'Offline',
  noKey: 'No key',
  demo: 'Demo',
  key: 'API key',
  keyOs:
    'Kept on this computer, encrypted with the key store of your system. It is never shown again.',
  keySession: 'Kept in memory only, until you quit.',
  keyNone: 'There is none at hand. Browsing and exporting what is on this computer goes on.',
  changeKey: 'Change…',
  enterKey: 'Enter a key…',
  forgetKey: 'Forget…',
  forgetTitle: 'Forget the API key?',
  forgetText:
    'It is removed here and from the key store. Your library stays on this computer; new photos need a key again.',
  forgetYes: 'Forget the key',
  forgotten: 'The key is forgotten. Your library is still here.',
  people: 'People',
  teams: 'Teams',
  photos: 'Photos',
  credits: 'Credits',
  unknown: 'not known',
  demoText: 'Nobody in this organization exists. Everything works as with a real one.',
  ownKey: 'Connect your own organization',
  leaveDemo: 'Leave the demo',

  library: 'Library',
  place: 'Where it is',
  reveal: 'Show in folder',
  onDisk: 'On this computer',
  used: '{size} of headshots',
  free: '{size} free',
  spaceLabel: 'Share of the free disk space that the library takes',
  makeRoom: 'Make room',
  removable: {
    one: '{count} photo in full size is already exported ({size}). It can go to the trash: small pictures stay, and you can download it again while HeadshotPro has it.',
    other:
      '{count} photos in full size are already exported ({size}). They can go to the trash: small pictures stay, and you can download them again while HeadshotPro has them.',
  },
  nothingRemovable:
    'Nothing to remove yet. Only full-size photos that were exported and checked can go.',
  remove: 'Move to trash…',
  removeTitle: {
    one: 'Move {count} photo to the trash?',
    other: 'Move {count} photos to the trash?',
  },
  removeText:
    'This frees {size} once the trash is emptied. Until then you can put everything back from there. Your exports are not touched.',
  removeYes: 'Move to trash',
  removed: {
    one: '{count} photo ({size}) is in the trash.',
    other: '{count} photos ({size}) are in the trash.',
  },
  usageFailed: 'The library could not be measured.',
  retry: 'Try again',

  general: 'General',
  appearance: 'Appearance',
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
  language: 'Language',
  languageHint: 'More languages can be added without changing the program.',
  concurrency: 'Photos at a time',
  concurrencyValue: { one: '{count} photo at a time', other: '{count} photos at a time' },
  concurrencyHint:
    'More is faster on a good line. The allowance of HeadshotPro is kept in any case.',
  pollMinutes: 'Look for news every',
  pollMinutesHint:
    'HeadshotPro is asked while this window is visible or a watch rule is on. 0 never asks by itself.',
  minutes: 'minutes',
  pollMinutesInvalid: 'Enter a whole number of minutes from 0 (never) to {most} (once a day).',
  lowCredits: 'Warn when credits are below',
  lowCreditsHint: 'The sidebar and the campaign say so when there are fewer left. 0 never warns.',
  creditsUnit: 'credits',
  lowCreditsInvalid: 'Enter a whole number from 0 (never) to {most}.',

  live: 'Live updates',
  history: 'History',

  diagnostics: 'Diagnostics',
  diagnosticsText:
    'For a report when something does not work. There is no key and no link to a photo in it.',
  report: 'Report',
  copy: 'Copy report',
  copied: 'Report copied.',
  loading: 'Gathering…',

  about: 'About',
  appName: 'Headshot Desk',
  aboutText: 'Every headshot of your company, on your own desk.',
  licence: 'Licence',
  licenceText: 'Headshot Desk is free software under the MIT licence.',
  portraits: 'Demo portraits',
  portraitsText:
    'Nobody of the demo organization exists. Their portraits are a remix of Avataaars by Pablo Stanley, free for personal and commercial use, drawn with DiceBear by Florian Körner (MIT).',
  font: 'Typeface',
  fontText: 'Inter by Rasmus Andersson, under the SIL Open Font Licence.',
  avataaars: 'avataaars.com',
  dicebear: 'dicebear.com',
});
