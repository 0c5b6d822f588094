/** Which photos are selected, which one has the focus, and where a range began. Keys of `keyOf`. */
export interface PhotoSelection {
  keys: ReadonlySet<string>;
  focus: string | null;
  anchor: string | null;
}

/** Nothing selected, nothing focused. */
export const NO_SELECTION: PhotoSelection = { keys: new Set(), focus: null, anchor: null };

/** One photo alone, as after a plain click. */
export function selectOnly(key: string): PhotoSelection {
  return { keys: new Set([key]), focus: key, anchor: key };
}

/** One photo more or less, as after a click with Ctrl or ⌘. */
export function toggle({ keys }: PhotoSelection, key: string): PhotoSelection {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return { keys: next, focus: key, anchor: key };
}

/** Everything from the anchor to `key` in `order`, as after a click with Shift. */
export function extendTo(
  { focus, anchor }: PhotoSelection,
  order: readonly string[],
  key: string,
): PhotoSelection {
  const from = anchor ?? focus ?? key;
  const ends = [order.indexOf(from), order.indexOf(key)].sort((a, b) => a - b);
  const [first = -1, last = -1] = ends;
  if (first < 0) return selectOnly(key);
  return { keys: new Set(order.slice(first, last + 1)), focus: key, anchor: from };
}

/** The focus alone moves; what is selected stays. */
export function focusOn(selection: PhotoSelection, key: string): PhotoSelection {
  return { ...selection, focus: key };
}

/** Every photo. */
export function selectAll({ focus }: PhotoSelection, order: readonly string[]): PhotoSelection {
  const [first = null] = order;
  return { keys: new Set(order), focus: focus ?? first, anchor: first };
}

/** Nothing; the focus stays, so that the keyboard goes on from there. */
export function selectNone({ focus }: PhotoSelection): PhotoSelection {
  return { keys: new Set(), focus, anchor: null };
}

/** Without the photos that are no longer there. The same object where nothing was lost. */
export function withoutMissing(
  selection: PhotoSelection,
  order: readonly string[],
): PhotoSelection {
  const there = new Set(order);
  const has = (key: string | null) => key === null || there.has(key);
  const { keys, focus, anchor } = selection;
  if (has(focus) && has(anchor) && [...keys].every((key) => there.has(key))) return selection;
  return {
    keys: new Set([...keys].filter((key) => there.has(key))),
    focus: has(focus) ? focus : null,
    anchor: has(anchor) ? anchor : null,
  };
}
