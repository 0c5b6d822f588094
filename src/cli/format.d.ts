/** A size for people, in powers of 1,000 as disks are sold: `532 kB`, `1.4 GB`. */
export declare function formatBytes(bytes: number): string;
/** A time span for people: `42 s`, `3 min 5 s`, `2 h 10 min`. */
export declare function formatDuration(ms: number): string;
/** `1 photo`, `2 photos`. */
export declare function count(n: number, one: string, many?: string): string;
/** Rows as aligned columns; `right` names the columns of numbers. */
export declare function table(rows: readonly (readonly string[])[], right?: readonly number[]): string;
