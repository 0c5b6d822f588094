/** As many photos as can be told apart side by side. */
export const MOST_COMPARED = 4;

/**
 * Which photos to lay side by side: the selected ones in their order, four at most; with fewer than
 * two, the current one and the one after it (before it at the end). Empty where there are not two.
 */
export function comparedFrom(
  order: readonly string[],
  selected: ReadonlySet<string>,
  current: string | null,
): string[] {
  const chosen = order.filter((key) => selected.has(key));
  if (chosen.length >= 2) return around(chosen, current);
  const at = order.indexOf(current ?? chosen[0] ?? order[0] ?? '');
  const pair = order.slice(at, at + 2);
  if (at < 0) return [];
  return pair.length === 2 ? pair : pairAtEnd(order);
}

/** The photo of the active place gives way to `key`; a photo that is there already stays where it is. */
export function replaceCompared(
  compared: readonly string[],
  active: string | null,
  key: string,
): string[] {
  if (compared.includes(key)) return [...compared];
  return compared.map((each) => (each === active ? key : each));
}

/** One photo more, four at most, or one less, two at least. */
export function toggleCompared(compared: readonly string[], key: string): string[] {
  if (!compared.includes(key)) {
    return compared.length < MOST_COMPARED ? [...compared, key] : [...compared];
  }
  return compared.length > 2 ? compared.filter((each) => each !== key) : [...compared];
}

/** How many side by side, so that each of `count` pictures of `aspect` (width / height) is largest. */
export function compareColumns(
  count: number,
  stage: { width: number; height: number },
  aspect: number,
): number {
  const widthIn = (columns: number) =>
    Math.min(stage.width / columns, (stage.height / Math.ceil(count / columns)) * aspect);
  const choices = Array.from({ length: count }, (_, index) => count - index);
  return choices.reduce((best, columns) => (widthIn(columns) > widthIn(best) ? columns : best));
}

function around(chosen: string[], current: string | null): string[] {
  const at = Math.max(0, chosen.indexOf(current ?? ''));
  const start = Math.min(Math.max(0, at), Math.max(0, chosen.length - MOST_COMPARED));
  return chosen.slice(start, start + MOST_COMPARED);
}

function pairAtEnd(order: readonly string[]): string[] {
  return order.length < 2 ? [] : order.slice(-2);
}
