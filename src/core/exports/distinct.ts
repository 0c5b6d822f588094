import { createHash } from 'node:crypto';

/** How many hex digits of the id's hash tell alike names apart; more only where fewer still clash. */
const TAG_DIGITS = [0, 6, 12, 20] as const;

/** How {@link distinctNames} looks at the things it names. */
export interface Naming<T> {
  /** What makes the thing itself, whatever it is called. Unique among the things. */
  id(item: T): string;
  /** The name of the thing at `index`, with `tag` worked in unless that is ''. */
  name(item: T, tag: string, index: number): string;
  /** Names with the same key may not both be used. */
  key(name: string): string;
}

/**
 * A name for each item, no two with the same key, in the order of `items`.
 * Alike names *all* get a tag, a hash of their own id. So a name never depends on the order of the
 * items, and one more namesake never renames those that already have a tag.
 */
export function distinctNames<T>(items: readonly T[], naming: Naming<T>): string[] {
  const levels = new Uint8Array(items.length);
  const names = items.map((item, index) => naming.name(item, '', index));
  for (;;) {
    const clashing = raisable(names, levels, naming);
    if (clashing.length === 0) return names;
    for (const index of clashing) {
      levels[index] = (levels[index] ?? 0) + 1;
      const item = items[index];
      if (item === undefined) continue;
      const tag = tagOf(naming.id(item), TAG_DIGITS[levels[index] ?? 0] ?? 0);
      names[index] = naming.name(item, tag, index);
    }
  }
}

/** The indexes whose name clashes and whose tag can still grow. */
function raisable<T>(names: readonly string[], levels: Uint8Array, naming: Naming<T>): number[] {
  const firstOf = new Map<string, number>();
  const clashing = new Set<number>();
  for (const [index, name] of names.entries()) {
    const key = naming.key(name);
    const first = firstOf.get(key);
    if (first === undefined) firstOf.set(key, index);
    else clashing.add(first).add(index);
  }
  return [...clashing].filter((index) => (levels[index] ?? 0) < TAG_DIGITS.length - 1);
}

function tagOf(id: string, digits: number): string {
  // As UTF-8 all lone surrogates are one.
  const bytes = Buffer.from(id, id.isWellFormed() ? 'utf8' : 'utf16le');
  return createHash('sha256').update(bytes).digest('hex').slice(0, digits);
}
