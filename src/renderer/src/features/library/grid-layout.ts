/** Where the cards of a grid are, in pixels from the inline start and the top of its content. */
export interface GridLayout {
  columns: number;
  cardWidth: number;
  cardHeight: number;
  gap: number;
  /** Free at both sides of all cards. */
  side: number;
  /** Free above the first row. */
  top: number;
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The layout that fills `width` with cards of at least `leastCardWidth`, `caption` under each 4:5 picture. */
export function gridLayout(sizes: {
  width: number;
  leastCardWidth: number;
  caption: number;
  gap: number;
  side: number;
  top: number;
}): GridLayout {
  const { leastCardWidth, caption, gap, side, top } = sizes;
  const inner = Math.max(0, sizes.width - 2 * side);
  const columns = Math.max(1, Math.floor((inner + gap) / (leastCardWidth + gap)));
  const cardWidth = Math.max(0, Math.floor((inner - gap * (columns - 1)) / columns));
  return {
    columns,
    cardWidth,
    cardHeight: Math.round(cardWidth * 1.25 + caption),
    gap,
    side,
    top,
  };
}

/** How many rows `total` people take. */
export function rowCount({ columns }: GridLayout, total: number): number {
  return Math.ceil(total / columns);
}

/** The indexes of all cards that `box` touches, in order. */
export function cardsIn(layout: GridLayout, total: number, box: Box): number[] {
  const { columns, cardWidth, cardHeight, gap, side, top } = layout;
  const columnsHit = span(box.left - side, box.right - side, cardWidth, gap, columns);
  const rowsHit = span(box.top - top, box.bottom - top, cardHeight, gap, rowCount(layout, total));
  return rowsHit.flatMap((row) =>
    columnsHit.map((column) => row * columns + column).filter((index) => index < total),
  );
}

/** Which of `count` pieces of `size`, `gap` apart, lie between `from` and `to`. */
function span(from: number, to: number, size: number, gap: number, count: number): number[] {
  const step = size + gap;
  const first = Math.max(0, Math.floor((from + gap) / step));
  const last = Math.min(count - 1, Math.floor(to / step));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}

/** Where a key moves the focus to, from `index`; null for keys that move nothing. */
export function moveFocus(
  key: string,
  index: number,
  {
    total,
    columns,
    pageRows,
    rtl = false,
  }: {
    total: number;
    columns: number;
    pageRows: number;
    rtl?: boolean;
  },
): number | null {
  const steps: Record<string, number> = {
    ArrowRight: rtl ? -1 : 1,
    ArrowLeft: rtl ? 1 : -1,
    ArrowDown: columns,
    ArrowUp: -columns,
    PageDown: columns * Math.max(1, pageRows),
    PageUp: -columns * Math.max(1, pageRows),
    Home: -index,
    End: total - 1 - index,
  };
  const step = steps[key];
  if (step === undefined || total === 0) return null;
  const target = index + step;
  if (target >= 0 && target < total) return target;
  // Whole rows and pages stop at the first or last card of their column's end.
  if (key === 'ArrowDown') {
    const onLastRow = Math.floor(index / columns) === Math.floor((total - 1) / columns);
    return onLastRow ? index : total - 1;
  }
  if (key === 'PageDown') return total - 1;
  if (key === 'PageUp') return 0;
  return index;
}
