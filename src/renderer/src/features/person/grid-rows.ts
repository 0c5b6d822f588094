import type { PhotoRow } from '#shared/window.ts';
import { keyOf } from './photo-key.ts';
import type { Shoot } from './shoots.ts';

/** One line of the grid: the head of a shoot, or photos side by side. */
export type GridRow =
  | { kind: 'head'; id: string; shoot: Shoot }
  | { kind: 'photos'; id: string; photos: PhotoRow[]; last: boolean };

/** Where an arrow key goes. */
export type Direction = 'next' | 'previous' | 'up' | 'down' | 'first' | 'last';

/** How many photos of at least `least` fit side by side; one at least. All in the same unit. */
export function columnsFor(width: number, least: number, gap: number): number {
  return Math.max(1, Math.floor((width + gap) / (least + gap)));
}

/** The shoots as lines of `columns` photos, each shoot after its head. */
export function gridRows(shoots: readonly Shoot[], columns: number): GridRow[] {
  return shoots.flatMap((shoot) => {
    const { id } = shoot.model;
    const rows: GridRow[] = [{ kind: 'head', id, shoot }];
    for (let start = 0; start < shoot.photos.length; start += columns) {
      const photos = shoot.photos.slice(start, start + columns);
      const last = start + columns >= shoot.photos.length;
      rows.push({ kind: 'photos', id: `${id}/${String(start)}`, photos, last });
    }
    return rows;
  });
}

/** The photo that an arrow key leads to from `from`; `from` itself at an edge; from nowhere the first. */
export function neighbour(
  rows: readonly GridRow[],
  from: string | null,
  direction: Direction,
): string | null {
  const lines = rows.flatMap((row) => (row.kind === 'photos' ? [row.photos.map(keyOf)] : []));
  const order = lines.flat();
  const at = from === null ? -1 : order.indexOf(from);
  if (direction === 'last') return order.at(-1) ?? null;
  if (direction === 'first' || at < 0) return order[0] ?? null;
  if (direction === 'next') return order[at + 1] ?? from;
  if (direction === 'previous') return order[at - 1] ?? from;
  const y = lines.findIndex((line) => line.includes(from ?? ''));
  const x = lines[y]?.indexOf(from ?? '') ?? 0;
  const line = lines[y + (direction === 'down' ? 1 : -1)];
  return line?.[Math.min(x, line.length - 1)] ?? from;
}

/** The line that shows the photo; -1 for none. */
export function rowOf(rows: readonly GridRow[], key: string): number {
  return rows.findIndex(
    (row) => row.kind === 'photos' && row.photos.some((photo) => keyOf(photo) === key),
  );
}
