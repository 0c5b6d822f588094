import type { Person } from '../entities.ts';
import { memberStatusOf } from '../entities.ts';
import type { Payload, RouteContext } from '../router.ts';
import { route } from '../router.ts';
import type { OrganizationState } from '../state.ts';
import { choice, page } from '../validation.ts';
import { acceptedRow, finishedRow, memberRow, pendingRow } from '../views.ts';

const MEMBER_STATUSES = ['accepted', 'pending', 'finished'] as const;
type MemberStatus = (typeof MEMBER_STATUSES)[number];
type Row = (state: OrganizationState, person: Person) => Payload;

/** Reference §5. */
export const memberRoutes = [
  route('GET', '/organization/team', ({ query }, { state }) => {
    const status = choice(query, 'status', MEMBER_STATUSES);
    const members = status === null ? state.members() : membersWith(state, status);
    return page('members', members, query, (person) => memberRow(state, person));
  }),
  route('GET', '/organization/team/accepted', everyone('accepted', acceptedRow)),
  route('GET', '/organization/team/pending', everyone('pending', pendingRow)),
  route('GET', '/organization/team/finished', everyone('finished', finishedRow)),
];

/** These three have `count` in place of `pagination`: they are not paged (§1.4). */
function everyone(status: MemberStatus, row: Row) {
  return (_request: unknown, { state }: RouteContext): Payload => {
    const members = membersWith(state, status).map((person) => row(state, person));
    return { members, count: members.length };
  };
}

function membersWith(state: OrganizationState, status: MemberStatus): Person[] {
  return state.members().filter((person) => memberStatusOf(person) === status);
}
