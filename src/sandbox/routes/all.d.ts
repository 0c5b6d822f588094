/** Every V2 operation of the reference. Where two fit a path, the first one answers. */
export declare const ROUTES: import("../router.ts").Route[];
