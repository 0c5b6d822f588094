/** Reference §3. */
export declare const organizationRoutes: import("../router.ts").Route[];
