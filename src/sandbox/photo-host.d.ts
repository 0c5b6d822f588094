import type { Incoming } from './exchange.ts';
import type { Fault } from './faults/rules.ts';
import type { Reply } from './reply.ts';
import type { Draw } from './seed.ts';
import type { SignedUrls } from './signed-urls.ts';
import type { OrganizationState } from './state.ts';
export interface PhotoHost {
    state: OrganizationState;
    urls: SignedUrls;
    draw: Draw;
    /** What a URL answers whose time is over (undocumented, §1.7). */
    expiredStatus: number;
}
/** The bytes behind a signed URL. Needs no key, and wants none. */
export declare function answerPhotos(host: PhotoHost, { method, url }: Incoming, fault: Fault | null): Promise<Reply>;
