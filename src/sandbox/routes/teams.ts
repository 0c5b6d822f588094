import type { Team } from '../entities.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../router.ts';
import type { OrganizationState } from '../state.ts';
import { fields, invalid, requiredText, texts } from '../validation.ts';
import { organizationView } from '../views.ts';

/** Reference §6. Changes answer with the whole organization. */
export const teamRoutes = [
  route('GET', '/organization/teams', (_request, { state }) => ({
    teams: state.teams.map((team) => ({ ...team })),
  })),

  route('POST', '/organization/teams', ({ body }, { state }) => {
    state.addTeam(freeName(state, body, null));
    return { organization: organizationView(state) };
  }),

  route('PUT', '/organization/teams/:teamId', ({ param, body }, { state }) => {
    const team = known(state, param('teamId'));
    team.name = freeName(state, body, team);
    return { organization: organizationView(state) };
  }),

  route('DELETE', '/organization/teams/:teamId', ({ param }, { state }) => {
    state.removeTeam(known(state, param('teamId')).id);
    return { organization: organizationView(state) };
  }),

  route('POST', '/organization/teams/:teamId/members', ({ param, body }, { state }) => {
    const team = known(state, param('teamId'));
    for (const email of texts(fields(body).get('emails'), 'emails')) {
      const person = state.person(email);
      // What happens to strangers is documented nowhere: they are passed over.
      if (person !== null && person.joinedAt !== null) person.teamId = team.id;
    }
    return { message: 'Members added to team' };
  }),
];

function known(state: OrganizationState, teamId: string): Team {
  const team = state.team(teamId);
  if (team === null) throw new Refusal('NOT_FOUND', 'Team not found');
  return team;
}

function freeName(state: OrganizationState, body: unknown, own: Team | null): string {
  const name = requiredText(fields(body), 'name');
  if (state.teams.some((team) => team !== own && team.name === name)) {
    throw invalid('A team with this name already exists');
  }
  return name;
}
