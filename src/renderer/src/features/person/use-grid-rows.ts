import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { columnsFor, type GridRow, gridRows, rowOf } from './grid-rows.ts';
import type { Shoot } from './shoots.ts';
import { useSize } from './use-size.ts';

const GAP_REM = 1.25;
const HEAD_REM = 3.5;
const CAPTION_REM = 2.75;
/** The selection bar lies over the end. */
const BAR_REM = 5;

/** The lines of the grid in `list`, which scrolls in `scroller`; only those near the sight are `shown`. */
export function useGridRows(
  shoots: readonly Shoot[],
  /** Least width of a photo, in rem. */
  photoWidth: number,
  scroller: RefObject<HTMLElement | null>,
  list: RefObject<HTMLElement | null>,
) {
  const width = useSize(list)?.width ?? 0;
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const gap = GAP_REM * rem;
  const columns = columnsFor(width, photoWidth * rem, gap);
  const rows = useMemo(() => gridRows(shoots, columns), [shoots, columns]);
  const tile = (width - gap * (columns - 1)) / columns;

  // Everything above the list that scrolls with it.
  const [above, setAbove] = useState(0);
  useLayoutEffect(() => setAbove(list.current?.offsetTop ?? 0));

  const lines = useVirtualizer({
    count: width === 0 ? 0 : rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => keyOfRow(rows[index]),
    estimateSize: (index) =>
      rows[index]?.kind === 'head' ? HEAD_REM * rem : tile * 1.25 + CAPTION_REM * rem,
    scrollMargin: above,
    scrollPaddingEnd: BAR_REM * rem,
    overscan: 3,
  });
  useEffect(() => {
    if (tile > 0) lines.measure();
  }, [lines, tile]);

  return {
    rows,
    columns,
    above,
    blockSize: lines.getTotalSize(),
    measure: lines.measureElement,
    shown: lines.getVirtualItems().flatMap(({ index, start }) => {
      const row = rows[index];
      return row ? [{ row, index, top: start - above }] : [];
    }),
    /** Brings the line of a photo into sight. */
    show(key: string): void {
      const index = rowOf(rows, key);
      if (index >= 0) lines.scrollToIndex(index, { align: 'auto' });
    },
  };
}

function keyOfRow(row: GridRow | undefined): string {
  return row === undefined ? '' : `${row.kind} ${row.id}`;
}
