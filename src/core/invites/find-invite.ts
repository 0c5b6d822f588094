import type { Invite, Team } from '#shared/domain.ts';
import { AppError } from '#shared/errors.ts';
import type { InviteDetail } from '#shared/invites.ts';
import { FOR_A_PERSON } from '../headshotpro/api.ts';
import type { HeadshotPro } from '../headshotpro/client.ts';
import type { Database } from '../library/database.ts';
import { emailKey } from '../library/text-keys.ts';
import { addressProblem, cleanAddress } from './email-address.ts';
import type { InviteLinks } from './invite-links.ts';
import { inviteExpiry } from './invite-status.ts';

/** Where an invite is looked up: at HeadshotPro, and in what this computer knows besides. */
export interface InviteSources {
  api: HeadshotPro;
  teams: readonly Team[];
  db: Database | null;
  links: InviteLinks | null;
}

/**
 * An invite as HeadshotPro has it now, with what this computer knows besides: by its address, else by
 * its id of version 1. Null where it is known to nobody; throws an AppError.
 */
export async function findInvite(
  query: string,
  sources: InviteSources,
): Promise<InviteDetail | null> {
  const { api } = sources;
  if (query.includes('@')) {
    const email = cleanAddress(query);
    const problem = addressProblem(email);
    if (problem) throw new AppError('invalid_input', `“${email}” ${problem}. Correct it.`);
    const invite = await api.invites.get(email, FOR_A_PERSON);
    return invite && detailOf(invite, null, sources);
  }
  const legacy = await api.v1.inviteById(query, FOR_A_PERSON);
  if (legacy === null) return null;
  const { email, status, id } = legacy;
  // Once it is used, version 1 names the address the person signed up with: version 2 may not know it.
  const invite = email === null ? null : await api.invites.get(email, FOR_A_PERSON);
  const unknown = { modelId: null, teamId: null, teamName: null, createdAt: null };
  const found = invite ?? { email: email ?? '', status, ...unknown };
  return { ...(await detailOf(found, id, sources)), onlyV1: invite === null };
}

async function detailOf(
  invite: Invite,
  legacyId: string | null,
  { api, teams, db, links }: InviteSources,
): Promise<InviteDetail> {
  const { email, status, teamId, modelId } = invite;
  const key = emailKey(email) ?? email;
  // One invite by itself comes without its date; the list has it.
  const isOpen = status === 'pending';
  const createdAt =
    invite.createdAt ?? createdAtOf(db, key) ?? (isOpen ? await listedAt(api, key) : null);
  const notes = db?.get<{ name: string | null; employeeId: string | null }>(
    'SELECT name, employee_id AS employeeId FROM invite_notes WHERE email = :key',
    { key },
  );
  return {
    email,
    status,
    teamId,
    teamName: invite.teamName ?? teams.find(({ id }) => id === teamId)?.name ?? null,
    modelId,
    createdAt,
    expiresAt: inviteExpiry(status, createdAt),
    hasLink: links !== null && links.get(email) !== null,
    name: notes?.name ?? null,
    employeeId: notes?.employeeId ?? null,
    legacyId,
    onlyV1: false,
  };
}

function createdAtOf(db: Database | null, key: string): string | null {
  const row = db?.get<{ createdAt: string | null }>(
    `SELECT created_at AS createdAt FROM invites
     WHERE email = :key AND gone_at IS NULL AND status NOT IN ('revoked', 'deleted')`,
    { key },
  );
  return row?.createdAt ?? null;
}

async function listedAt(api: HeadshotPro, key: string): Promise<string | null> {
  for await (const { email, createdAt } of api.invites.list(FOR_A_PERSON)) {
    if (emailKey(email) === key) return createdAt;
  }
  return null;
}
