import { defineTexts } from '../../text/texts.ts';

/** The texts of making sessions. */
export const t = defineTexts('sessions', {
  title: 'Create a session',
  text: 'HeadshotPro makes a session for somebody and gives a link that starts it. No mail is sent.',
  close: 'Close',
  cancel: 'Cancel',
  create: 'Create the session',
  creating: 'Creating…',
  offline:
    'HeadshotPro cannot be asked at the moment. Nothing is created, and nothing kept for later.',
  notOffered:
    'HeadshotPro does not let this organization make sessions itself: that belongs to whitelabel plans. Invite people instead.',
  failed: 'No session was created.',

  email: 'E-mail',
  emailSample: 'anna@company.com',
  notAnAddress: 'This is no e-mail address: something like anna@company.com is needed.',
  team: 'Team',
  noTeam: 'No team',
  version: 'Version',
  versionDefault: 'As HeadshotPro chooses',
  versionLora: 'LoRA',
  versionOneShot: 'One shot',
  development: 'Test session',
  developmentHint: 'Ready in minutes, with test pictures, and takes no credit.',

  doneTitle: 'The session of {email} is there',
  linkOnce:
    'This link starts the session for whoever opens it. It is shown this once and kept nowhere: copy it, and hand it to {email} only.',
  link: 'Link',
  copy: 'Copy the link',
  copied: 'Copied',
  noLink: 'HeadshotPro gave no link. {email} finds the session at HeadshotPro.',
  session: 'Session',
  status: 'Status',
  done: 'Done',
  leaveTitle: 'Close without copying the link?',
  leaveText: 'It cannot be shown again. Without it nobody can start this session.',
  leave: 'Close without it',
  stay: 'Stay',
});
