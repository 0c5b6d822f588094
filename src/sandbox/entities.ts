import type { LikedStatus, ModelStatus, Stage, Variant } from './seed.ts';

export interface Team {
  id: string;
  name: string;
}

export interface Photo {
  id: string;
  status: 'active' | 'deleted';
  likedStatus: LikedStatus;
  createdAt: string;
  variants: readonly Variant[];
}

/** One person's photo session. */
export interface Model {
  id: string;
  uid: string;
  person: Person;
  status: ModelStatus;
  isDevelopment: boolean;
  createdAt: string;
  finishedAt: string | null;
  deletedAt: string | null;
  favoritePhotoId: string | null;
  /** By photo id, in the order the API lists them. */
  photos: Map<string, Photo>;
}

export interface Invite {
  id: string;
  createdAt: string;
  revoked: boolean;
}

/** Somebody invited or signed up; a member as soon as `joinedAt` is set. */
export interface Person {
  /** The member's id. */
  id: string;
  email: string;
  name: string | null;
  gender: 'male' | 'female';
  teamId: string | null;
  joinedAt: string | null;
  /** Null for people a whitelabel organization made by itself (reference §7.3). */
  invite: Invite | null;
  /** Oldest first, deleted ones included. */
  models: Model[];
}

const STAGE_OF_STATUS: Record<Exclude<ModelStatus, 'deleted'>, Stage> = {
  onboarding: 'uploading',
  waiting: 'waiting',
  pending: 'training',
  generatingHeadshots: 'generating',
  failed: 'failed',
  active: 'ready',
};

/** The session a person is in: the last one that is not deleted. */
export function currentModel(person: Person): Model | null {
  return person.models.findLast((model) => model.status !== 'deleted') ?? null;
}

/** Where the person stands. */
export function stageOf(person: Person): Stage {
  if (person.joinedAt === null) return 'invited';
  const status = currentModel(person)?.status;
  return status === undefined || status === 'deleted' ? 'accepted' : STAGE_OF_STATUS[status];
}

const INVITE_STATUS_OF_STAGE: Record<Stage, string> = {
  invited: 'pending',
  accepted: 'accepted',
  uploading: 'uploading',
  waiting: 'generating',
  training: 'generating',
  generating: 'generating',
  failed: 'generating',
  ready: 'completed',
};

/** `invites[].status` (reference §2). */
export function inviteStatusOf(person: Person): string {
  if (person.invite?.revoked === true) return 'revoked';
  const lostItsModel = person.models.length > 0 && currentModel(person) === null;
  if (person.joinedAt !== null && lostItsModel) return 'deleted';
  return INVITE_STATUS_OF_STAGE[stageOf(person)];
}

/** `members[].status` (reference §2). */
export function memberStatusOf(person: Person): 'accepted' | 'pending' | 'finished' {
  const stage = stageOf(person);
  if (stage === 'ready') return 'finished';
  return stage === 'accepted' || stage === 'invited' ? 'accepted' : 'pending';
}

/** What can be seen of a model's photos: nothing before it is `active` (reference §8.1). */
export function activePhotos(model: Model): Photo[] {
  if (model.status !== 'active') return [];
  return [...model.photos.values()].filter((photo) => photo.status === 'active');
}

/** The chosen photo, or null. */
export function favoriteOf(model: Model): Photo | null {
  if (model.status !== 'active' || model.favoritePhotoId === null) return null;
  return model.photos.get(model.favoritePhotoId) ?? null;
}
