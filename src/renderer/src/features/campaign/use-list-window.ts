import { defaultRangeExtractor, useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';

/** Heights in rem: of a line, and of the head over the lines. */
export const LINE = 3;
export const HEAD = 2;

interface ListWindow {
  rows: VirtualItem[];
  /** Pixels; all lines and the head. */
  blockSize: number;
  /** Pixels from the top of the list. */
  topOf: (row: VirtualItem) => number;
  showRow: (index: number) => void;
  /** Whole lines that fit on screen. */
  pageRows: number;
}

/** The lines in sight of a list that scrolls together with what stands above it. */
export function useListWindow(options: {
  scroller: RefObject<HTMLElement | null>;
  list: RefObject<HTMLElement | null>;
  count: number;
  /** Stays in the document wherever it is. */
  focus: number;
  onSight: (first: number, last: number) => void;
}): ListWindow {
  const { scroller, list, count, focus, onSight } = options;
  const [{ above, rem }, setPlace] = useState({ above: 0, rem: 16 });

  useLayoutEffect(() => {
    const [outer, inner] = [scroller.current, list.current];
    if (outer === null || inner === null) return undefined;
    const measure = () => {
      const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      const top = inner.offsetTop;
      setPlace((now) => (now.above === top && now.rem === size ? now : { above: top, rem: size }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    for (const child of [outer, ...outer.children]) observer.observe(child);
    return () => observer.disconnect();
  }, [scroller, list]);

  const line = LINE * rem;
  const virtualizer = useVirtualizer<HTMLElement, Element>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => line,
    scrollMargin: above + HEAD * rem,
    scrollPaddingStart: HEAD * rem,
    overscan: 4,
    rangeExtractor(range) {
      const rows = defaultRangeExtractor(range);
      if (rows.includes(focus) || focus >= range.count) return rows;
      return [...rows, focus].sort((a, b) => a - b);
    },
  });
  useLayoutEffect(() => {
    if (line > 0) virtualizer.measure();
  }, [virtualizer, line]);

  const first = virtualizer.range?.startIndex ?? 0;
  const last = virtualizer.range?.endIndex ?? 0;
  useEffect(() => {
    onSight(first, last);
  }, [onSight, first, last]);

  return {
    rows: virtualizer.getVirtualItems(),
    blockSize: virtualizer.getTotalSize() + HEAD * rem,
    topOf: (row) => row.start - above,
    showRow: (index) => virtualizer.scrollToIndex(index),
    pageRows: Math.max(1, Math.floor((virtualizer.scrollRect?.height ?? 0) / line) - 1),
  };
}
