import type { Random } from './random.ts';
import type { Variant } from './seed.ts';
/** The file a URL leads to. */
export interface PhotoFile {
    modelId: string;
    photoId: string;
    variant: Variant;
}
export type UrlVerdict = 'valid' | 'expired' | 'forged';
export interface SignedUrlOptions {
    /** The photo host's origin. */
    base: () => string;
    now: () => number;
    lifetimeMs: number;
    random: Random;
}
/**
 * Signs and checks the photo host's URLs: `/photos/<opaque>.jpg?expires=…&nonce=…&signature=…`, an
 * HMAC-SHA256 over all that comes before it (reference §1.7). No two signings give the same URL.
 */
export declare class SignedUrls {
    #private;
    constructor(options: SignedUrlOptions);
    /** When a URL signed now stops working. */
    expiresAt(): string;
    sign(file: PhotoFile): string;
    /** Makes every URL signed so far answer as if its day were over. */
    expireAll(): void;
    verify(url: URL): UrlVerdict;
}
/** The file a path of the photo host names, or null; says nothing about its signature. */
export declare function fileAt(pathname: string): PhotoFile | null;
