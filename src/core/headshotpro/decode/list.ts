import type { z } from 'zod';

/** A decoded list: what could be used of it, and how many items came. */
export interface DecodedList<T> {
  items: T[];
  received: number;
}

/** Decodes each item of `value`, leaving out those that cannot be used; null if it is no list. */
export function decodeList<T>(value: unknown, item: z.ZodType<T>): DecodedList<T> | null {
  if (!Array.isArray(value)) return null;
  const items = value.flatMap((each) => {
    const decoded = item.safeParse(each);
    return decoded.success ? [decoded.data] : [];
  });
  return { items, received: value.length };
}
