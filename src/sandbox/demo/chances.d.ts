/** A stream of repeatable choices: the same seed gives the same ones for ever. Not for secrets. */
export interface Chances {
    /** At least 0, below 1. */
    unit: () => number;
    /** A whole number, both ends included. */
    whole: (least: number, most: number) => number;
    happens: (probability: number) => boolean;
    pick: <T>(choices: readonly T[]) => T;
    /** A new array in another order. */
    shuffle: <T>(items: readonly T[]) => T[];
    /** That many lower-case hexadecimal digits. */
    hex: (digits: number) => string;
}
/** The choices that follow from `seed`. */
export declare function createChances(seed: string): Chances;
/** The item whose turn it is, beginning again after the last. `list` must not be empty. */
export declare function inTurn<T>(list: readonly T[], turn: number): T;
