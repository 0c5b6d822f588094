import { onDemand } from './on-demand.tsx';

/** What is not needed for the first sight of the library. */

export const welcome = onDemand(
  async () => (await import('../features/welcome/welcome.tsx')).Welcome,
);
export const key = onDemand(
  async () => (await import('../features/welcome/key-dialog.tsx')).KeyDialog,
);
export const person = onDemand(
  async () => (await import('../features/person/person-view.tsx')).PersonView,
);
export const activity = onDemand(
  async () => (await import('../features/activity/activity-panel.tsx')).ActivityPanel,
);
export const exporting = onDemand(
  async () => (await import('../features/export/export-dialog.tsx')).ExportDialog,
);
export const campaign = onDemand(
  async () => (await import('../features/campaign/campaign-view.tsx')).CampaignView,
);
export const invite = onDemand(
  async () => (await import('../features/invites/invite-dialog.tsx')).InviteDialog,
);
export const inviteLookup = onDemand(
  async () => (await import('../features/invites/lookup-dialog.tsx')).LookupDialog,
);
export const newSession = onDemand(
  async () => (await import('../features/sessions/new-session-dialog.tsx')).NewSessionDialog,
);
export const removal = onDemand(
  async () => (await import('../features/organization/removal-dialog.tsx')).RemovalDialog,
);
export const teamName = onDemand(
  async () => (await import('../features/teams/name-dialog.tsx')).NameDialog,
);
export const teamDeletion = onDemand(
  async () => (await import('../features/teams/deletion-dialog.tsx')).DeletionDialog,
);
export const teamMembers = onDemand(
  async () => (await import('../features/teams/members-dialog.tsx')).MembersDialog,
);
export const moved = onDemand(
  async () => (await import('../features/teams/moved-dialog.tsx')).MovedDialog,
);
export const settings = onDemand(async () => (await import('./settings.tsx')).Settings);
export const palette = onDemand(
  async () => (await import('../features/library/command-palette.tsx')).CommandPalette,
);
export const shortcuts = onDemand(
  async () => (await import('../features/library/shortcuts-dialog.tsx')).ShortcutsDialog,
);

/** The likeliest first. */
export const PARTS = [
  person,
  activity,
  exporting,
  palette,
  campaign,
  invite,
  inviteLookup,
  removal,
  teamMembers,
  teamName,
  teamDeletion,
  moved,
  newSession,
  settings,
  shortcuts,
  key,
];
