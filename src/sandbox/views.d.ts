import type { Model, Person, Photo } from './entities.ts';
import type { Payload } from './router.ts';
import type { Variant } from './seed.ts';
import type { SignedUrls } from './signed-urls.ts';
import type { OrganizationState } from './state.ts';
/** Reference §3.1. */
export declare function organizationView(state: OrganizationState): Payload;
/** Reference §4.1: `modelId` is absent until there is a model. */
export declare function inviteRow(state: OrganizationState, person: Person): Payload;
/** Reference §4.3: neither `teamName` nor `createdAt`. */
export declare function inviteView(person: Person): Payload;
/** Reference §5.1. */
export declare function memberRow(state: OrganizationState, person: Person): Payload;
/** Reference §5.2: no `status`. */
export declare function acceptedRow(state: OrganizationState, person: Person): Payload;
/** Reference §5.3. */
export declare function pendingRow(state: OrganizationState, person: Person): Payload;
/** Reference §5.4. */
export declare function finishedRow(state: OrganizationState, person: Person): Payload;
/** Reference §7.1. */
export declare function modelRow(state: OrganizationState, model: Model): Payload;
export type Include = 'main' | 'all';
/** Reference §8.1: no `modelId`. */
export declare function photoRow(urls: SignedUrls, model: Model, photo: Photo, include: Include): Payload;
/** Reference §8.2, §8.3: with `modelId`. */
export declare function photoView(urls: SignedUrls, model: Model, photo: Photo, include: Include): Payload;
/** Reference §9 (ASSUMED): the photo with its person under `member`. */
export declare function favoriteRow({ state, urls }: {
    state: OrganizationState;
    urls: SignedUrls;
}, model: Model, photo: Photo, include: Include): Payload;
/** Fresh signed URLs of the variants that exist. */
export declare function urlsOf(urls: SignedUrls, model: Model, photo: Photo, include: Include): Partial<Record<Variant, string>>;
