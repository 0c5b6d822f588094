import type { Payload } from '../router.ts';
type Change = (payload: Payload) => Payload;
declare const CHANGES: {
    /** The overview's envelope: the payload inside `data` (§1.3). */
    'under-data': ({ success, ...rest }: Payload) => {
        success: unknown;
        data: {
            [x: string]: unknown;
        };
    };
    'extra-fields': (payload: Payload) => {
        requestId: string;
    };
    'unknown-status': (payload: Payload) => Payload;
    'missing-optional': (payload: Payload) => Payload;
    'duplicate-items': (payload: Payload) => Payload;
    'has-more-true': (payload: Payload) => Payload;
    'has-more-false': (payload: Payload) => Payload;
    'no-pagination': ({ pagination, ...rest }: Payload) => {
        [x: string]: unknown;
    };
    'downloads-id': (payload: Payload) => Payload;
    'downloads-underscore-id': (payload: Payload) => Payload;
    'downloads-url': (payload: Payload) => Payload;
    'downloads-download-url': (payload: Payload) => Payload;
    'downloads-flat': (payload: Payload) => Payload;
    'downloads-item-expiry': ({ expiresAt, ...payload }: Payload) => Payload;
    'downloads-no-expiry': ({ expiresAt, ...payload }: Payload) => {
        [x: string]: unknown;
    };
    'downloads-unknown': (payload: Payload) => Payload;
    'favorites-user': (payload: Payload) => Payload;
    'favorites-flat': (payload: Payload) => Payload;
    'favorites-nested': (payload: Payload) => Payload;
    'favorites-key': ({ photos, ...payload }: Payload) => {
        favorites: unknown;
    };
    'favorites-anonymous': (payload: Payload) => Payload;
    'favorites-no-model': (payload: Payload) => Payload;
};
type ChangeName = keyof typeof CHANGES;
/** Another shape of a success, by name or as a function over the whole reply. */
export type PayloadChange = ChangeName | Change;
/** The names that {@link PayloadChange} knows. */
export declare const PAYLOAD_CHANGES: ("downloads-download-url" | "downloads-flat" | "downloads-id" | "downloads-item-expiry" | "downloads-no-expiry" | "downloads-underscore-id" | "downloads-unknown" | "downloads-url" | "duplicate-items" | "extra-fields" | "favorites-anonymous" | "favorites-flat" | "favorites-key" | "favorites-nested" | "favorites-no-model" | "favorites-user" | "has-more-false" | "has-more-true" | "missing-optional" | "no-pagination" | "under-data" | "unknown-status")[];
export declare function isPayloadChange(name: string): name is ChangeName;
/** The payload as the change has it. */
export declare function changePayload(payload: Payload, change: PayloadChange): Payload;
export {};
