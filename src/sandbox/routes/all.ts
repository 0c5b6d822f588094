import { inviteRoutes } from './invites.ts';
import { memberRoutes } from './members.ts';
import { modelRoutes } from './models.ts';
import { organizationRoutes } from './organization.ts';
import { photoRoutes } from './photos.ts';
import { teamRoutes } from './teams.ts';

/** Every V2 operation of the reference. Where two fit a path, the first one answers. */
export const ROUTES = [
  ...organizationRoutes,
  ...inviteRoutes,
  ...memberRoutes,
  ...teamRoutes,
  ...modelRoutes,
  ...photoRoutes,
];
