/** A number in [0, 1). */
export type Random = () => number;
/** The same numbers for the same seed, on every machine (mulberry32 over an FNV-1a hash). */
export declare function createRandom(seed: string): Random;
/** Ids of 24 hex digits, as the API's own look. */
export declare function createIds(random: Random): () => string;
