import type { Invite, Model, Person, Photo, Team } from './entities.ts';
import type { Random } from './random.ts';
import type { LikedStatus, ModelStatus, SeedOrganization } from './seed.ts';
/** What webhooks tell about a model (reference §10.1). */
export declare const MODEL_EVENTS: readonly ['model.created', 'model.status.updated', 'model.photos_ready', 'model.favorite_selected', 'model.deleted'];
export type ModelEvent = (typeof MODEL_EVENTS)[number];
export interface StateOptions {
    now: () => number;
    random: Random;
    onEvent: (event: ModelEvent, model: Model) => void;
}
/**
 * The truth behind the sandbox's API. Tests read it and change it as people and admins would;
 * every action throws on an id that does not exist.
 */
export declare class OrganizationState {
    #private;
    readonly uid: string;
    readonly name: string;
    readonly website: string | null;
    readonly whitelabel: boolean;
    credits: number;
    readonly teams: Team[];
    readonly people: Person[];
    readonly models: Map<string, Model>;
    constructor(seed: SeedOrganization, options: StateOptions);
    person(email: string): Person | null;
    team(teamId: string | null): Team | null;
    model(modelId: string): Model;
    photo(modelId: string, photoId: string): Photo;
    /** Everyone signed up. */
    members(): Person[];
    /** Invites sent out that nobody has taken up. */
    pendingInvites(): Person[];
    /** Invites the address, anew if its earlier invite was revoked. */
    invite(email: string, teamId: string | null): Invite;
    /** Withdraws the invite, and with it the person and their models (reference §4.4). */
    revokeInvite(email: string): void;
    /** An invited person signs up, under a name if they give one. */
    join(email: string, name?: string | null): void;
    addTeam(name: string): Team;
    /** Members stay without a team; pending invites for the team are cancelled (reference §6.4). */
    removeTeam(teamId: string): void;
    /** The person begins a session. */
    startModel(email: string, isDevelopment?: boolean): Model;
    /** Leaving `onboarding` for `waiting` uses up a credit, unless it is a test run (reference §3.2). */
    setModelStatus(modelId: string, status: Exclude<ModelStatus, 'deleted'>): void;
    deleteModel(modelId: string): void;
    /** New active photos at the end of the model's list. */
    addPhotos(modelId: string, count: number): Photo[];
    ratePhoto(modelId: string, photoId: string, likedStatus: LikedStatus): void;
    /** The photo stays listed as `deleted`; its files are gone, and so is a choice that fell on it. */
    deletePhoto(modelId: string, photoId: string): void;
    chooseFavorite(modelId: string, photoId: string): void;
}
