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
/** The session a person is in: the last one that is not deleted. */
export declare function currentModel(person: Person): Model | null;
/** Where the person stands. */
export declare function stageOf(person: Person): Stage;
/** `invites[].status` (reference §2). */
export declare function inviteStatusOf(person: Person): string;
/** `members[].status` (reference §2). */
export declare function memberStatusOf(person: Person): 'accepted' | 'pending' | 'finished';
/** What can be seen of a model's photos: nothing before it is `active` (reference §8.1). */
export declare function activePhotos(model: Model): Photo[];
/** The chosen photo, or null. */
export declare function favoriteOf(model: Model): Photo | null;
