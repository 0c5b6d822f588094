/**
 * The words of the field, as decoded values. Ids are opaque strings; times are ISO 8601 in UTC.
 * Statuses are open: an unknown one is carried through as it came (docs/headshotpro-api-v2.md, §2).
 */

/** `known` values for completion, any other string for what the API may add. */
type Open<Known extends string> = Known | (string & {});

export type InviteStatus = Open<
  'pending' | 'accepted' | 'uploading' | 'generating' | 'completed' | 'revoked' | 'deleted'
>;
export type MemberStatus = Open<'accepted' | 'pending' | 'finished'>;
export type ModelStatus = Open<
  'onboarding' | 'waiting' | 'pending' | 'generatingHeadshots' | 'active' | 'failed' | 'deleted'
>;
export type PhotoStatus = Open<'active' | 'deleted'>;
export type LikedStatus = Open<'none' | 'liked' | 'loved'>;

/** The files HeadshotPro offers of one photo. */
export const VARIANTS = ['main', 'thumbnail', 'original'] as const;
export type Variant = (typeof VARIANTS)[number];

/** Which photos of a person are meant. `liked` and `loved` are ratings; the favorite is one photo a model. */
export const SELECTIONS = ['all', 'favorites', 'loved', 'liked'] as const;
export type Selection = (typeof SELECTIONS)[number];

export interface Team {
  id: string;
  name: string;
}

export interface Organization {
  uid: string;
  name: string;
  website: string | null;
  teams: Team[];
}

export interface Invite {
  email: string;
  status: InviteStatus;
  modelId: string | null;
  teamId: string | null;
  teamName: string | null;
  createdAt: string | null;
}

/** The answer to a sent invite. `link` opens the sign-up: it is a secret of the invited person. */
export interface SentInvite {
  id: string | null;
  email: string;
  link: string | null;
  teamId: string | null;
}

/** An invite as V1 knows it by its id. */
export interface LegacyInvite {
  id: string;
  /** Once it is used: the address the person signed up with, not the one that was invited. */
  email: string | null;
  /** V1's own word, such as `waiting-for-upload`. */
  v1Status: string;
  /** The nearest status of V2. */
  status: InviteStatus;
}

export interface Member {
  id: string;
  email: string | null;
  name: string | null;
  status: MemberStatus | null;
  teamId: string | null;
  teamName: string | null;
  modelId: string | null;
  modelStatus: ModelStatus | null;
  joinedAt: string | null;
  /** Only in the list of finished members, else null. */
  photoCount: number | null;
  /** Only in the list of finished members, else null. */
  hasFavorite: boolean | null;
}

/** One person's headshot session. */
export interface Model {
  id: string;
  uid: string | null;
  email: string | null;
  title: string | null;
  status: ModelStatus;
  teamId: string | null;
  teamName: string | null;
  isDevelopment: boolean;
  createdAt: string | null;
  finishedAt: string | null;
}

/** The answer to a created whitelabel model. `signedUrl` starts the session: a bearer secret. */
export interface CreatedModel {
  modelId: string;
  status: ModelStatus;
  signedUrl: string | null;
}

export interface Photo {
  id: string;
  modelId: string;
  status: PhotoStatus;
  likedStatus: LikedStatus;
  createdAt: string | null;
}

/** Where a photo's files can be fetched until `expiresAt`. The URLs are bearer secrets: memory only. */
export interface PhotoLinks {
  photoId: string;
  urls: Partial<Record<Variant, string>>;
  /** ISO 8601, in the server's time. */
  expiresAt: string;
}

/** A photo as the API lists it: what it is, and where its files are for now. */
export interface LinkedPhoto {
  photo: Photo;
  links: PhotoLinks;
}

/** A person's chosen photo, with whatever the API says about the person. */
export interface FavoritePhoto extends Omit<LinkedPhoto, 'photo'> {
  /** `modelId` is null where the API does not say it: join on the person. */
  photo: Omit<Photo, 'modelId'> & { modelId: string | null };
  person: {
    id: string | null;
    email: string | null;
    name: string | null;
    teamId: string | null;
    teamName: string | null;
  };
}

/** Where a person stands on the way from invite to headshots. */
export const LIFECYCLES = [
  'invited',
  'accepted',
  'in_progress',
  'ready',
  'failed',
  'gone',
] as const;
export type Lifecycle = (typeof LIFECYCLES)[number];
