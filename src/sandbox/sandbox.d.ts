import type { Access } from './api-host.ts';
import type { FaultRule } from './faults/rules.ts';
import { FaultRules } from './faults/rules.ts';
import type { ProgressOptions } from './progress.ts';
import { RateLimit } from './rate-limit.ts';
import { RequestLog } from './request-log.ts';
import type { Draw, SeedOrganization } from './seed.ts';
import { OrganizationState } from './state.ts';
import type { WebhookTarget } from './webhooks.ts';
import { Webhooks } from './webhooks.ts';
/** The key that works unless another is given. Opens nothing but a sandbox. */
export declare const SANDBOX_API_KEY = "sandbox-key-opens-nothing-real";
export interface SandboxOptions {
    seed: SeedOrganization;
    draw: Draw;
    /** The API's port on 127.0.0.1; 0, the default, takes any free one. */
    port?: number;
    /** The photo host's port; 0, the default, takes any free one. */
    photoPort?: number;
    apiKey?: string;
    /** Requests a window; 300 by default, 1,000 on the enterprise plan. */
    rateLimit?: number;
    /** 60,000 by default. */
    windowMs?: number;
    rateWindow?: 'fixed' | 'sliding';
    /** Before every answer; none by default. */
    latencyMs?: number;
    /** What the sandbox takes for the time; the machine's by default. */
    clock?: {
        now(): number;
    };
    /** How long signed URLs work; 24 hours by default. */
    urlLifetimeMs?: number;
    /** What a URL answers whose time is over; 403 by default. */
    expiredStatus?: number;
    /** The same sandbox for the same seed number. */
    randomSeed?: number;
    /** Moves `progressPeople` people one stage on this often; never by default. */
    progressEveryMs?: number;
    /** 2 by default. */
    progressPeople?: number;
    photosPerModel?: number;
    webhooks?: WebhookTarget;
    faults?: readonly FaultRule[];
}
export interface SandboxStats {
    apiRequests: number;
    photoRequests: number;
    photoBytes: number;
    /** Answers with 429. */
    rateLimited: number;
    /** Answers of either host that a fault struck. */
    faults: number;
    /** The most API requests in any sliding window, refused ones included. */
    maxRequestsInWindow: number;
    /** Requests that brought an Authorization header to the photo host, where it has no business. */
    keysSeenByPhotoHost: number;
}
/** A running HeadshotPro of one's own. */
export interface Sandbox {
    /** The base that clients call, up to `/api/v2`. */
    apiUrl: string;
    /** The photo host's origin. */
    photoUrl: string;
    apiKey: string;
    /** The truth, and what people and admins do to it. */
    organization: OrganizationState;
    access: Access;
    rate: RateLimit;
    faults: FaultRules;
    requests: RequestLog;
    webhooks: Webhooks;
    /** Moves people one stage on; gives how many moved. */
    progress(options?: ProgressOptions): number;
    /** Lets this much time pass for the sandbox: URLs age, windows end. */
    advance(ms: number): void;
    /** Ends the day of every URL signed so far. */
    expireUrls(): void;
    stats(): SandboxStats;
    close(): Promise<void>;
}
/** Starts the API and the photo host on 127.0.0.1. Rejects when a port is taken. */
export declare function startSandbox(options: SandboxOptions): Promise<Sandbox>;
