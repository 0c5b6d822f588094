import type { Model } from './entities.ts';
import type { ModelEvent } from './state.ts';
export interface WebhookTarget {
    /** https, or http on loopback. */
    url: string;
    /** Used as text (reference §10.3). */
    secret: string;
    /** Before each attempt; at once, 5 min, 15 min and 1 h by default (§10.4). */
    delaysMs?: readonly number[];
}
export interface DeliveryAttempt {
    atMs: number;
    /** The receiver's answer; null when there was none. */
    status: number | null;
}
export interface Delivery {
    id: string;
    event: ModelEvent;
    modelId: string;
    body: string;
    attempts: DeliveryAttempt[];
    outcome: 'under way' | 'delivered' | 'given up';
}
/** `X-HeadshotPro-Signature` of a raw body sent at a Unix time in seconds (reference §10.3). */
export declare function signWebhook(secret: string, timestamp: number, body: string | Uint8Array): string;
/** Signs and sends events, repeats what was not acknowledged, and keeps a log. */
export declare class Webhooks {
    #private;
    /** Every event since a target was set, oldest first. */
    readonly deliveries: Delivery[];
    constructor(now: () => number, closing: AbortSignal, target?: WebhookTarget);
    /** Sends later events there; null sends none. Throws on a target that is neither https nor loopback. */
    configure(target: WebhookTarget | null): void;
    publish(event: ModelEvent, model: Model, organizationUid: string): void;
    /** Sends a logged event again under its old id, as a confused sender would. */
    replay(deliveryId: string): void;
    /** When every delivery has been acknowledged or given up. */
    settled(): Promise<void>;
}
