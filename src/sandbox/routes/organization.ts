import { route } from '../router.ts';
import { organizationView } from '../views.ts';

/** Reference §3. */
export const organizationRoutes = [
  route('GET', '/organization', (_request, { state }) => ({
    organization: organizationView(state),
  })),
  route('GET', '/organization/credits', (_request, { state }) => ({ credits: state.credits })),
];
