import { defaultRangeExtractor, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { type GridLayout, rowCount } from './grid-layout.ts';
import { useLibrary, useLook, usePeople } from './library-context.tsx';

/** The rows that are on screen, and the row with the focus wherever it is; asks for their people. */
export function useVirtualPeople(
  scroller: RefObject<HTMLDivElement | null>,
  layout: GridLayout,
): Virtualizer<HTMLDivElement, Element> {
  const { look, people } = useLibrary();
  const total = usePeople((known) => known.total);
  const loaded = usePeople((known) => known.query);
  const query = useLook((known) => known.query);
  const focus = useLook((known) => known.focus);
  const { columns, cardHeight, gap, side, top } = layout;
  const focusRow = Math.floor(Math.max(0, Math.min(focus, total - 1)) / columns);

  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: rowCount(layout, total),
    getScrollElement: () => scroller.current,
    estimateSize: () => cardHeight,
    gap,
    paddingStart: top,
    paddingEnd: side,
    scrollPaddingStart: top,
    scrollPaddingEnd: gap,
    overscan: 1,
    initialOffset: look.getState().scrollTop,
    rangeExtractor(range) {
      const rows = defaultRangeExtractor(range);
      if (rows.includes(focusRow) || focusRow >= range.count) return rows;
      return [...rows, focusRow].sort((a, b) => a - b);
    },
  });

  useLayoutEffect(() => {
    if (cardHeight + gap + top > 0) virtualizer.measure();
  }, [virtualizer, cardHeight, gap, top]);

  const first = (virtualizer.range?.startIndex ?? 0) * columns;
  const last = ((virtualizer.range?.endIndex ?? 0) + 1) * columns - 1;
  // Before the places are painted: the people are on their way meanwhile.
  useLayoutEffect(() => {
    if (loaded !== null) people.need(first, last);
  }, [people, loaded, first, last]);

  const shown = useRef(query);
  useEffect(() => {
    if (shown.current !== query) scroller.current?.scrollTo({ top: 0 });
    shown.current = query;
  }, [scroller, query]);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const remember = () => look.getState().setScrollTop(element.scrollTop);
    element.addEventListener('scrollend', remember);
    return () => element.removeEventListener('scrollend', remember);
  }, [scroller, look]);

  return virtualizer;
}
