import { type Person, stageOf } from '../entities.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../router.ts';
import type { Stage } from '../seed.ts';
import type { OrganizationState } from '../state.ts';
import { emailAddress, fields, optionalText } from '../validation.ts';
import { organizationView } from '../views.ts';
import { revokeInvite, sendInvite } from './invites.ts';

const STATUS_OF_STAGE: Record<Stage, string> = {
  invited: 'pending-invite',
  accepted: 'waiting-for-upload',
  uploading: 'waiting-for-upload',
  waiting: 'generating-headshots',
  training: 'generating-headshots',
  generating: 'generating-headshots',
  failed: 'generating-headshots',
  ready: 'active',
};

/** Version 1, kept for compatibility (reference §11). */
export const V1_ROUTES = [
  route('GET', '/organization', (_request, { state }) => ({
    organization: organizationView(state),
  })),
  route('GET', '/organization/credits', (_request, { state }) => ({ credits: state.credits })),
  route('POST', '/organization/credits', (_request, { state }) => ({ credits: state.credits })),

  route('POST', '/organization/invite', ({ body }, { state }) => {
    const sent = fields(body);
    const { teamId, ...reply } = sendInvite(
      state,
      emailAddress(sent),
      optionalText(sent, 'teamId'),
    );
    return reply;
  }),

  route('POST', '/organization/invite/revoke', ({ body }, { state }) =>
    revokeInvite(state, emailAddress(fields(body))),
  ),

  route('GET', '/organization/invite/id/:inviteId', ({ param }, { state }) => {
    const person = state.people.find(({ invite }) => invite?.id === param('inviteId'));
    if (person === undefined) throw new Refusal('NOT_FOUND', 'Invite not found');
    return { invite: { email: person.email, status: v1StatusOf(person) } };
  }),

  route('GET', '/organization/invites', (_request, { state }) => ({
    invites: state.people.flatMap((person) => inviteRow(state, person)),
  })),
];

function v1StatusOf(person: Person): string {
  if (person.invite?.revoked === true) return 'revoked';
  const hasLostItsModel =
    person.models.length > 0 && person.models.every(({ status }) => status === 'deleted');
  return hasLostItsModel ? 'deleted' : STATUS_OF_STAGE[stageOf(person)];
}

function inviteRow(state: OrganizationState, person: Person) {
  if (person.invite === null) return [];
  const { invite } = person;
  const { id, revoked, createdAt } = invite;
  const used = person.joinedAt !== null;
  const valid = !revoked && !used && !state.hasExpired(invite);
  return [
    {
      id,
      email: person.email,
      valid,
      teamId: person.teamId,
      createdAt,
      used,
      link: state.inviteLink(id),
    },
  ];
}
