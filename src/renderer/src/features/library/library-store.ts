import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LibraryFilter, LibrarySort, LibraryView, PeopleQuery } from '#shared/window.ts';
import { EVERYBODY, NO_FILTER } from './library-filter.ts';
import { NOBODY, type Selection } from './selection.ts';

/** How the list is drawn. */
export type Layout = 'grid' | 'list';

/** The smallest and largest width of a card, in rem. */
export const CARD_WIDTH = { least: 7, most: 18, normal: 10.5 } as const;

/** What the library shows and how: nothing of it is known to the core. */
export interface LibraryLook {
  query: PeopleQuery;
  layout: Layout;
  /** At least, in rem. */
  cardWidth: number;
  selection: Selection;
  /** Index of the person that has, or would get, the keyboard focus. */
  focus: number;
  /** Where the list was scrolled to, for coming back to it; pixels. */
  scrollTop: number;
  setView: (view: LibraryView) => void;
  setFilter: (news: Partial<LibraryFilter>) => void;
  clearFilter: () => void;
  setSort: (sort: LibrarySort) => void;
  setLayout: (layout: Layout) => void;
  setCardWidth: (cardWidth: number) => void;
  select: (selection: Selection) => void;
  setFocus: (focus: number) => void;
  setScrollTop: (scrollTop: number) => void;
}

/** Where the look is remembered between starts. */
export interface LookMemory {
  read: () => Partial<Pick<LibraryLook, 'layout' | 'cardWidth'>>;
  write: (look: Pick<LibraryLook, 'layout' | 'cardWidth'>) => void;
}

/** Everybody by name, nobody selected, drawn as `memory` has it. */
export function createLibraryStore(memory: LookMemory): StoreApi<LibraryLook> {
  const start = { focus: 0, scrollTop: 0 };
  return createStore<LibraryLook>((set, get) => {
    const narrow = (news: Partial<PeopleQuery>) =>
      set(({ query }) => ({ query: { ...query, ...news }, ...start }));
    const draw = (news: Partial<Pick<LibraryLook, 'layout' | 'cardWidth'>>) => {
      set(news);
      const { layout, cardWidth } = get();
      memory.write({ layout, cardWidth });
    };
    return {
      query: EVERYBODY,
      layout: 'grid',
      cardWidth: CARD_WIDTH.normal,
      ...memory.read(),
      selection: NOBODY,
      ...start,
      setView(view) {
        set(({ query }) => ({
          query: { ...query, view, filter: NO_FILTER },
          selection: NOBODY,
          ...start,
        }));
      },
      setFilter: (news) => narrow({ filter: { ...get().query.filter, ...news } }),
      clearFilter: () => narrow({ filter: NO_FILTER }),
      setSort: (sort) => narrow({ sort }),
      setLayout: (layout) => draw({ layout }),
      setCardWidth: (cardWidth) =>
        draw({ cardWidth: Math.min(CARD_WIDTH.most, Math.max(CARD_WIDTH.least, cardWidth)) }),
      select: (selection) => set({ selection }),
      setFocus: (focus) => set({ focus }),
      setScrollTop: (scrollTop) => set({ scrollTop }),
    };
  });
}
