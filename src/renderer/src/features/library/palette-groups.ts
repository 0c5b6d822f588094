/** A line of the command palette. */
export interface PaletteEntry {
  id: string;
  label: string;
}

/** Entries under a heading. */
export interface PaletteGroup<E extends PaletteEntry> {
  heading: string;
  entries: readonly E[];
}

/** The groups with the entries whose label holds `words`, in any case, with or without accents. */
export function matchingGroups<E extends PaletteEntry>(
  groups: readonly PaletteGroup<E>[],
  words: string,
): PaletteGroup<E>[] {
  const wanted = fold(words);
  return groups
    .map(({ heading, entries }) => ({
      heading,
      entries: entries.filter(({ label }) => fold(label).includes(wanted)),
    }))
    .filter(({ entries }) => entries.length > 0);
}

/** The entry to highlight: the chosen one while it is there, else the first; '' where there is none. */
export function highlighted(groups: readonly PaletteGroup<PaletteEntry>[], chosen: string): string {
  const ids = groups.flatMap(({ entries }) => entries.map(({ id }) => id));
  return ids.includes(chosen) ? chosen : (ids[0] ?? '');
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase().trim();
}
