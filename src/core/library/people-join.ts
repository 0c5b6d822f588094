import type { Lifecycle } from '#shared/domain.ts';
import { emailKey, foldText } from './text-keys.ts';

/** What the join reads of a member, an invite and a model; `gone` means no longer listed upstream. */
export interface MemberRow {
  id: string;
  email: string | null;
  name: string | null;
  status: string | null;
  teamId: string | null;
  modelId: string | null;
  modelStatus: string | null;
  joinedAt: string | null;
  gone: boolean;
}
export interface InviteRow {
  email: string;
  status: string;
  teamId: string | null;
  modelId: string | null;
  createdAt: string | null;
  gone: boolean;
}
export interface ModelRow {
  id: string;
  email: string | null;
  title: string | null;
  status: string;
  teamId: string | null;
  createdAt: string | null;
  gone: boolean;
}

/** A person of the library and the models that are theirs. */
export interface JoinedPerson {
  id: string;
  memberId: string | null;
  name: string | null;
  email: string | null;
  teamId: string | null;
  lifecycle: Lifecycle;
  joinedAt: string | null;
  sortKey: string;
  searchKey: string;
  modelIds: string[];
}

/**
 * Who is who: every member is a person; a model belongs to the member that names it, else to the
 * person of its e-mail, else stands for a person of its own; an invite nobody took up is a person too.
 * A former member whose address a current one has is that same person.
 * Person ids are stable between runs: the member's id, else `email:…`, else `model:…`.
 */
export function* joinPeople(
  members: readonly MemberRow[],
  models: readonly ModelRow[],
  invites: readonly InviteRow[],
): Generator<JoinedPerson> {
  const drafts: Draft[] = [];
  const byModel = new Map<string, Draft>();
  const byFormerModel = new Map<string, Draft>();
  const byEmail = new Map<string, Draft>();

  // Current members first, so that an address shared with a former member leads to the current one.
  for (const member of [...members].sort((a, b) => Number(a.gone) - Number(b.gone))) {
    const email = emailKey(member.email);
    const namesake = email ? byEmail.get(email) : undefined;
    const draft = member.gone && namesake ? namesake : newDraft(member.id, { member });
    if (draft !== namesake) drafts.push(draft);
    const named = member.gone ? byFormerModel : byModel;
    if (member.modelId && !named.has(member.modelId)) named.set(member.modelId, draft);
    if (email && !namesake) byEmail.set(email, draft);
  }
  for (const model of models) {
    const email = emailKey(model.email);
    let draft =
      byModel.get(model.id) ??
      (email ? byEmail.get(email) : undefined) ??
      byFormerModel.get(model.id);
    if (!draft) {
      draft = newDraft(email ? `email:${email}` : `model:${model.id}`, {});
      drafts.push(draft);
      if (email) byEmail.set(email, draft);
    }
    draft.models.push(model);
    byModel.set(model.id, draft);
  }
  for (const invite of invites) {
    if (withdrawn(invite)) continue;
    const email = emailKey(invite.email) ?? invite.email;
    const draft = (invite.modelId ? byModel.get(invite.modelId) : undefined) ?? byEmail.get(email);
    if (draft) {
      draft.invite ??= invite;
      continue;
    }
    const invited = newDraft(`email:${email}`, { invite });
    drafts.push(invited);
    byEmail.set(email, invited);
  }
  for (const draft of drafts) yield finish(draft);
}

interface Draft {
  id: string;
  member: MemberRow | undefined;
  invite: InviteRow | undefined;
  models: ModelRow[];
}

function newDraft(
  id: string,
  { member, invite }: { member?: MemberRow; invite?: InviteRow },
): Draft {
  return { id, member, invite, models: [] };
}

function finish({ id, member, invite, models }: Draft): JoinedPerson {
  // The newest shoot speaks for the person where no member does.
  const newest = [...models].sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? ''));
  const name = clean(member?.name) ?? firstOf(newest, (model) => clean(model.title));
  const email =
    clean(member?.email) ?? firstOf(newest, (model) => clean(model.email)) ?? clean(invite?.email);
  const teamId = member
    ? member.teamId
    : (firstOf(newest, (model) => model.teamId) ?? invite?.teamId ?? null);
  return {
    id,
    memberId: member?.id ?? null,
    name,
    email,
    teamId,
    lifecycle: lifecycleOf(member, invite, models),
    joinedAt: member?.joinedAt ?? null,
    sortKey: foldText(name ?? email ?? id),
    searchKey: foldText(`${name ?? ''} ${email ?? ''}`),
    modelIds: models.map((model) => model.id),
  };
}

function lifecycleOf(
  member: MemberRow | undefined,
  invite: InviteRow | undefined,
  models: readonly ModelRow[],
): Lifecycle {
  const current = models.filter((model) => !model.gone && model.status !== 'deleted');
  if (current.some((model) => model.status === 'active')) return 'ready';
  if (member && !member.gone) {
    if (member.modelStatus === 'failed') return 'failed';
    if (member.status === 'finished') return 'ready';
    if (member.status === 'accepted') return 'accepted';
    return 'in_progress';
  }
  if (current.some((model) => model.status === 'failed')) return 'failed';
  if (current.length > 0) return 'in_progress';
  if (!invite) return 'gone';
  if (invite.status === 'pending') return 'invited';
  if (invite.status === 'accepted') return 'accepted';
  if (invite.status !== 'completed') return 'in_progress';
  // What the invite led to was here and is here no more.
  return member || models.length > 0 ? 'gone' : 'ready';
}

function withdrawn(invite: InviteRow): boolean {
  return invite.gone || invite.status === 'revoked' || invite.status === 'deleted';
}

function clean(text: string | null | undefined): string | null {
  const trimmed = text?.trim();
  return trimmed ? trimmed : null;
}

function firstOf<T, V>(items: readonly T[], value: (item: T) => V | null): V | null {
  for (const item of items) {
    const found = value(item);
    if (found !== null) return found;
  }
  return null;
}
