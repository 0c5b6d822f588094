import { useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { PersonRow } from '#shared/window.ts';
import type { MenuItem } from '../../ui/menu-items.ts';
import type { GridLayout } from './grid-layout.ts';
import { useLibrary, useLook, usePeople } from './library-context.tsx';
import { pagesWith } from './people-pages.ts';
import { type People, personAt } from './people-store.ts';
import { personMenu } from './person-menu.ts';
import { useBoxWidth } from './use-box-width.ts';
import { idsAt, useLibraryActions } from './use-library-actions.ts';
import { useMarquee } from './use-marquee.ts';
import { usePeopleInteraction } from './use-people-interaction.ts';
import { useVirtualPeople } from './use-virtual-people.ts';

/** Somebody's place on the board; the person is undefined while still being asked for. */
export interface Place {
  person: PersonRow | undefined;
  index: number;
  selected: boolean;
  /** Whether Tab stops here. */
  focused: boolean;
}

/**
 * What the grid and the list have in common: people by page, only the rows in sight, selecting with
 * pointer and keys, the rectangle, the menu. `layoutOf` lays out a box of a width in pixels.
 */
export function usePeopleBoard(layoutOf: (width: number, rem: number) => GridLayout) {
  const scroller = useRef<HTMLDivElement>(null);
  const band = useRef<HTMLDivElement>(null);
  const stores = useLibrary();
  const total = usePeople((known) => known.total);
  const selection = useLook((look) => look.selection);
  const focus = useLook((look) => look.focus);
  const { width, rem } = useBoxWidth(scroller);
  const layout = layoutOf(width, rem);
  const { columns, cardHeight, gap } = layout;
  const virtualizer = useVirtualPeople(scroller, layout);
  const actions = useLibraryActions();
  const interaction = usePeopleInteraction({
    scroller,
    measured: width > 0,
    total,
    columns,
    pageRows: Math.floor((virtualizer.scrollRect?.height ?? 0) / (cardHeight + gap)),
    showRow: virtualizer.scrollToIndex,
  });
  const startMarquee = useMarquee({ scroller, band, layout, total, ...interaction.marquee });
  const focused = Math.max(0, Math.min(focus, total - 1));
  /** None before the box has been measured. */
  const rows = width > 0 ? virtualizer.getVirtualItems() : [];
  const people = useShownPeople(rows, columns);

  return {
    scroller,
    band,
    layout,
    total,
    rows,
    blockSize: virtualizer.getTotalSize(),
    handlers: { onPointerDown: startMarquee, ...interaction.handlers },
    placeAt(index: number): Place {
      const person = personAt(people, index);
      const selected = person !== undefined && selection.ids.has(person.id);
      return { person, index, selected, focused: index === focused };
    },
    menu(): MenuItem[] {
      const index = interaction.menuIndex;
      if (index === null) return personMenu(undefined, [...selection.ids], actions);
      return personMenu(personAt(stores.people.getState(), index), idsAt(stores, index), actions);
    },
  };
}

/** The pages that `rows` of so many columns stand on: what comes for other rows draws nothing anew. */
function useShownPeople(
  rows: readonly { index: number }[],
  columns: number,
): Pick<People, 'pages'> {
  const numbers = pagesWith(
    rows.flatMap(({ index }) => [index * columns, (index + 1) * columns - 1]),
  );
  const shown = usePeople(useShallow(({ pages }) => numbers.map((number) => pages.get(number))));
  const known = numbers.flatMap((number, at) => {
    const people = shown[at];
    return people ? [[number, people] as const] : [];
  });
  return { pages: new Map(known) };
}
