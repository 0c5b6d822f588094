import type { Person } from '../entities.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../router.ts';
import type { OrganizationState } from '../state.ts';
import { emailAddress, fields, invalid, optionalText } from '../validation.ts';
import { inviteRow, inviteView } from '../views.ts';

/** Pending invites per credit (reference §4.2). */
const INVITES_PER_CREDIT = 2;

/** Reference §4. */
export const inviteRoutes = [
  // A bare list: the page shows no pagination, so this is everything (§1.4).
  route('GET', '/organization/invites', (_request, { state }) => ({
    invites: state.people
      .filter((person) => person.invite !== null)
      .map((person) => inviteRow(state, person)),
  })),

  route('POST', '/organization/invites', ({ body }, { state }) => {
    const sent = fields(body);
    const email = emailAddress(sent);
    const teamId = optionalText(sent, 'teamId');
    if (teamId !== null && state.team(teamId) === null) {
      throw new Refusal('NOT_FOUND', 'Team not found');
    }
    const known = state.person(email);
    if (known !== null && known.invite?.revoked !== true) {
      throw invalid('This email is already invited');
    }
    if (state.credits <= 0) throw new Refusal('INSUFFICIENT_CREDITS', 'Not enough credits');
    if (state.pendingInvites().length >= state.credits * INVITES_PER_CREDIT) {
      throw new Refusal('INVITE_LIMIT_EXCEEDED', 'Too many pending invites');
    }
    const { id } = state.invite(email, teamId);
    const link = `https://www.headshotpro.com/auth/signup?invite=${id}`;
    return { input: { email }, message: 'Invite sent', link, id, teamId };
  }),

  route('POST', '/organization/invites/revoke', ({ body }, { state }) => {
    const email = emailAddress(fields(body));
    const person = invited(state, email);
    if (person.invite?.revoked === true) {
      throw new Refusal('ALREADY_DELETED', 'This invite is already revoked');
    }
    state.revokeInvite(person.email);
    return { message: 'Invite revoked', input: { email } };
  }),

  route('GET', '/organization/invites/:email', ({ param }, { state }) => ({
    invite: inviteView(invited(state, param('email'))),
  })),
];

function invited(state: OrganizationState, email: string): Person {
  const person = state.person(email);
  if (person === null || person.invite === null) throw new Refusal('NOT_FOUND', 'Invite not found');
  return person;
}
