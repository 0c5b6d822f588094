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
 *
 * Takes rows a few at a time: all members, the current ones first, so that an address shared with a
 * former one leads to the current one; then all models; then all invites.
 */
export class PeopleJoin {
  readonly #drafts: Draft[] = [];
  readonly #byModel = new Map<string, Draft>();
  readonly #byFormerModel = new Map<string, Draft>();
  readonly #byEmail = new Map<string, Draft>();

  addMembers(members: readonly MemberRow[]): void {
    for (const member of members) {
      const email = emailKey(member.email);
      const namesake = email ? this.#byEmail.get(email) : undefined;
      const draft = (member.gone && namesake) || this.#begin(member.id, { member });
      const named = member.gone ? this.#byFormerModel : this.#byModel;
      if (member.modelId && !named.has(member.modelId)) named.set(member.modelId, draft);
      if (email && !namesake) this.#byEmail.set(email, draft);
    }
  }

  addModels(models: readonly ModelRow[]): void {
    for (const model of models) {
      const email = emailKey(model.email);
      let draft =
        this.#byModel.get(model.id) ??
        (email ? this.#byEmail.get(email) : undefined) ??
        this.#byFormerModel.get(model.id);
      if (!draft) {
        draft = this.#begin(email ? `email:${email}` : `model:${model.id}`, {});
        if (email) this.#byEmail.set(email, draft);
      }
      draft.models.push(model);
      this.#byModel.set(model.id, draft);
    }
  }

  addInvites(invites: readonly InviteRow[]): void {
    for (const invite of invites) {
      if (withdrawn(invite)) continue;
      const email = emailKey(invite.email) ?? invite.email;
      const draft =
        (invite.modelId ? this.#byModel.get(invite.modelId) : undefined) ??
        this.#byEmail.get(email);
      if (draft) draft.invite ??= invite;
      else this.#byEmail.set(email, this.#begin(`email:${email}`, { invite }));
    }
  }

  /** Everybody, once all rows are in; each is made out as they are asked for. */
  *people(): Generator<JoinedPerson> {
    for (const draft of this.#drafts) yield finish(draft);
  }

  #begin(id: string, { member, invite }: Pick<Partial<Draft>, 'member' | 'invite'>): Draft {
    const draft = { id, member, invite, models: [] };
    this.#drafts.push(draft);
    return draft;
  }
}

interface Draft {
  id: string;
  member: MemberRow | undefined;
  invite: InviteRow | undefined;
  models: ModelRow[];
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
