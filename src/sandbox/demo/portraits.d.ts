import type { Draw } from '../seed.ts';
/** Pixels of each variant, all 4:5. */
export declare const SIZES: {
    readonly original: {
        readonly width: 1024;
        readonly height: 1280;
    };
    readonly main: {
        readonly width: 768;
        readonly height: 960;
    };
    readonly thumbnail: {
        readonly width: 240;
        readonly height: 300;
    };
};
/** One line for the README: whose art the portraits are, and under which terms. */
export declare const ATTRIBUTION: string;
/**
 * Draws office portraits as JPEG: always the same bytes for the same ids and variant. With
 * `cacheDir`, pictures drawn before are read from there; a damaged entry is drawn again.
 */
export declare function createPortraits({ cacheDir }?: {
    cacheDir?: string;
}): Draw;
