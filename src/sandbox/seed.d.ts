/**
 * What the sandbox is told when it starts: plain data, ids and times chosen by whoever seeds it.
 * Times are ISO 8601 in UTC with milliseconds.
 */
export declare const VARIANTS: readonly ['main', 'thumbnail', 'original'];
export type Variant = (typeof VARIANTS)[number];
export declare const LIKED_STATUSES: readonly ['none', 'liked', 'loved'];
export type LikedStatus = (typeof LIKED_STATUSES)[number];
export declare const MODEL_STATUSES: readonly ['onboarding', 'waiting', 'pending', 'generatingHeadshots', 'active', 'failed', 'deleted'];
export type ModelStatus = (typeof MODEL_STATUSES)[number];
/**
 * The way a person goes. `invited` people have only an invite, `accepted` ones no model; the others
 * have a current model (their last) whose status says the same as {@link STATUS_OF_STAGE}.
 */
export declare const STAGES: readonly ['invited', 'accepted', 'uploading', 'waiting', 'training', 'generating', 'failed', 'ready'];
export type Stage = (typeof STAGES)[number];
/** The status of the current model at each stage that has one. */
export declare const STATUS_OF_STAGE: {
    readonly uploading: 'onboarding';
    readonly waiting: 'waiting';
    readonly training: 'pending';
    readonly generating: 'generatingHeadshots';
    readonly failed: 'failed';
    readonly ready: 'active';
};
/** What an organization looks like when the sandbox starts. */
export interface SeedOrganization {
    uid: string;
    name: string;
    website: string | null;
    /** Whole credits left. */
    credits: number;
    /** Enterprise keys may make 1,000 requests a minute, the others 300 (reference §1.5). */
    plan?: 'standard' | 'professional' | 'enterprise';
    /** Whether `POST /organization/models` is on (reference §7.3); off by default. */
    whitelabel?: boolean;
    teams: {
        id: string;
        name: string;
    }[];
    people: SeedPerson[];
}
export interface SeedPerson {
    /** The member's id. */
    id: string;
    /** Unique in the organization, ignoring case. */
    email: string;
    name: string | null;
    /** What webhooks call `trigger` (reference §10.2); `female` by default. */
    gender?: 'male' | 'female';
    teamId: string | null;
    /** Null as long as the person is only invited. */
    joinedAt: string | null;
    invitedAt: string;
    stage: Stage;
    /** Oldest first; the last one is the person's current session. Empty before `uploading`. */
    models: SeedModel[];
}
export interface SeedModel {
    id: string;
    /** The user's uid, not the model's (reference §7.1). */
    uid: string;
    status: ModelStatus;
    isDevelopment: boolean;
    createdAt: string;
    finishedAt: string | null;
    favoritePhotoId: string | null;
    photos: SeedPhoto[];
}
export interface SeedPhoto {
    id: string;
    likedStatus: LikedStatus;
    createdAt: string;
    /** `active` by default. */
    status?: 'active' | 'deleted';
    /** The variants that exist; all three by default. */
    variants?: Variant[];
}
/**
 * The bytes of one photo variant, `image/jpeg` as a rule, always the same for the same photo. Called
 * lazily, may cache. Also asked for models and photos that the seed does not name: they come into
 * being while the sandbox runs.
 */
export type Draw = (modelId: string, photoId: string, variant: Variant) => Promise<{
    bytes: Uint8Array;
    contentType: string;
}>;
