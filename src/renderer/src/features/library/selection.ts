/** Who is selected. `anchor` is where a range begins: an index of the list. */
export interface Selection {
  ids: ReadonlySet<string>;
  anchor: number | null;
}

/** Nobody. */
export const NOBODY: Selection = { ids: new Set(), anchor: null };

/** One person alone. */
export function selectOnly(id: string, index: number): Selection {
  return { ids: new Set([id]), anchor: index };
}

/** The person in addition, or no longer. */
export function toggle(selection: Selection, id: string, index: number): Selection {
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, anchor: index };
}

/** Everybody from the anchor to `index`, both included; `keep` adds them to who was selected. */
export function selectRange(
  selection: Selection,
  index: number,
  idsInOrder: readonly string[],
  keep = false,
): Selection {
  const anchor = Math.min(selection.anchor ?? index, idsInOrder.length - 1);
  const range = idsInOrder.slice(Math.min(anchor, index), Math.max(anchor, index) + 1);
  return { ids: new Set([...(keep ? selection.ids : []), ...range]), anchor };
}

/** Everybody of the list. */
export function selectAll(idsInOrder: readonly string[]): Selection {
  return { ids: new Set(idsInOrder), anchor: 0 };
}
