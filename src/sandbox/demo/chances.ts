import { createRandom } from '../random.ts';

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
export function createChances(seed: string): Chances {
  const unit = createRandom(seed);
  const whole = (least: number, most: number) => least + Math.floor(unit() * (most - least + 1));
  return {
    unit,
    whole,
    happens: (probability) => unit() < probability,
    pick: (choices) => inTurn(choices, whole(0, choices.length - 1)),
    shuffle: (items) =>
      items
        .map((item) => ({ item, at: unit() }))
        .sort((a, b) => a.at - b.at)
        .map(({ item }) => item),
    hex: (digits) => Array.from({ length: digits }, () => whole(0, 15).toString(16)).join(''),
  };
}

/** The item whose turn it is, beginning again after the last. `list` must not be empty. */
export function inTurn<T>(list: readonly T[], turn: number): T {
  const item = list[turn % list.length];
  if (item === undefined) throw new RangeError('An empty list has no turns.');
  return item;
}
