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
    return sendInvite(state, emailAddress(sent), optionalText(sent, 'teamId'));
  }),

  route('POST', '/organization/invites/revoke', ({ body }, { state }) =>
    revokeInvite(state, emailAddress(fields(body))),
  ),

  route('GET', '/organization/invites/:email', ({ param }, { state }) => ({
    invite: inviteView(invited(state, param('email'))),
  })),
];

/** Invites an address, or refuses as the reference says (§4.2). */
export function sendInvite(state: OrganizationState, email: string, teamId: string | null) {
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
  return { input: { email }, message: 'Invite sent', link: state.inviteLink(id), id, teamId };
}

/** Withdraws an address's invite (§4.4). */
export function revokeInvite(state: OrganizationState, email: string) {
  const person = invited(state, email);
  if (person.invite?.revoked === true) {
    throw new Refusal('ALREADY_DELETED', 'This invite is already revoked');
  }
  state.revokeInvite(person.email);
  return { message: 'Invite revoked', input: { email } };
}

function invited(state: OrganizationState, email: string): Person {
  const person = state.person(email);
  if (person === null || person.invite === null) throw new Refusal('NOT_FOUND', 'Invite not found');
  return person;
}
