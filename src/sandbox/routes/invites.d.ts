/** Reference §4. */
export declare const inviteRoutes: import("../router.ts").Route[];
