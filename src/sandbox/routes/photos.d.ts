/** Reference §8 and §9. */
export declare const photoRoutes: import("../router.ts").Route[];
