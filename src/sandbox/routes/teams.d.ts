/** Reference §6. Changes answer with the whole organization. */
export declare const teamRoutes: import("../router.ts").Route[];
