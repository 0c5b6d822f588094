import type { LibraryFilter, LibrarySort, LibraryView, PeopleQuery } from '#shared/window.ts';

/** Leaves everybody. */
export const NO_FILTER: LibraryFilter = {
  search: '',
  hasFavorite: null,
  rated: null,
  downloaded: null,
  isNew: null,
  lifecycle: null,
};

/** Everybody, by name. */
export const EVERYBODY: PeopleQuery = {
  view: { kind: 'all' },
  filter: NO_FILTER,
  sort: { key: 'name', descending: false },
};

/** The yes-or-no parts of a filter. */
export const TRAITS = ['hasFavorite', 'rated', 'downloaded', 'isNew'] as const;

/** How many conditions are set, the search apart. */
export function conditionCount(filter: LibraryFilter): number {
  return (
    TRAITS.filter((trait) => filter[trait] !== null).length + (filter.lifecycle === null ? 0 : 1)
  );
}

/** Whether anything narrows the view. */
export function isFiltered(filter: LibraryFilter): boolean {
  return filter.search.trim() !== '' || conditionCount(filter) > 0;
}

/** A text that is the same for the same view. */
export function viewKey(view: LibraryView): string {
  switch (view.kind) {
    case 'team':
      return `team/${view.teamId}`;
    case 'lifecycle':
      return `lifecycle/${view.lifecycle}`;
    default:
      return view.kind;
  }
}

/** The sort after a click on a column: the other way round where it is sorted by already. */
export function sortByColumn(sort: LibrarySort, key: LibrarySort['key']): LibrarySort {
  if (sort.key === key) return { key, descending: !sort.descending };
  const mostFirst = key === 'photos' || key === 'stored' || key === 'joined';
  return { key, descending: mostFirst };
}
