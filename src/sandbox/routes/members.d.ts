/** Reference §5. */
export declare const memberRoutes: import("../router.ts").Route[];
