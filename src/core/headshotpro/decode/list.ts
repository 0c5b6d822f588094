import type { z } from 'zod';
import type { Turns } from '../../turns.ts';

/** A decoded list: what could be used of it, and how many items came. */
export interface DecodedList<T> {
  items: T[];
  received: number;
}

/** How long a list is decoded without a break: the window's questions are answered between. */
const TURN_MS = 4;

/** Decodes each item of `value`, leaving out those that cannot be used; null if it is no list. */
export function* decodeList<T>(value: unknown, item: z.ZodType<T>): Turns<DecodedList<T> | null> {
  if (!Array.isArray(value)) return null;
  const items: T[] = [];
  let begunMs = performance.now();
  for (const each of value) {
    const decoded = item.safeParse(each);
    if (decoded.success) items.push(decoded.data);
    if (performance.now() - begunMs < TURN_MS) continue;
    yield;
    begunMs = performance.now();
  }
  return { items, received: value.length };
}
