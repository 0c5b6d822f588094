import type { PersonRow } from '#shared/window.ts';

/** People asked for at a time. */
export const PAGE_SIZE = 60;
/** Pages kept, about 6 MB of people; the ones farthest from what is looked at go first. */
export const MOST_PAGES = 200;

/** People by page: number `n` holds people `n * PAGE_SIZE` and following. */
export type Pages = ReadonlyMap<number, readonly PersonRow[]>;

/** Indexes of the first and last person that is looked at. */
export interface Sight {
  first: number;
  last: number;
}

/** The pages in sight; and near it the next and the one before, so that who scrolls on finds people. */
export function pagesAround(sight: Sight, total: number): { seen: number[]; near: number[] } {
  const from = pageOf(sight.first);
  const to = Math.max(from, pageOf(sight.last));
  const end = lastPage(total);
  const exists = (page: number) => page >= 0 && page <= end;
  return {
    seen: Array.from({ length: to - from + 1 }, (_, at) => from + at).filter(exists),
    near: [to + 1, from - 1].filter(exists),
  };
}

/** The page nearest to the sight that is not there; null where all are that may be kept. */
export function nearestMissing(pages: Pages, sight: Sight, total: number): number | null {
  const middle = pageOf((sight.first + sight.last) / 2);
  const end = lastPage(total);
  if (pages.size >= MOST_PAGES) return null;
  for (let distance = 0; distance <= end; distance += 1) {
    for (const page of [middle + distance, middle - distance]) {
      if (page >= 0 && page <= end && !pages.has(page)) return page;
    }
  }
  return null;
}

/** Leaves no more pages than may be kept, those nearest to the sight. */
export function dropFarthest(pages: Map<number, unknown>, sight: Sight): void {
  if (pages.size <= MOST_PAGES) return;
  const middle = pageOf((sight.first + sight.last) / 2);
  const farthestFirst = [...pages.keys()].sort(
    (a, b) => Math.abs(b - middle) - Math.abs(a - middle),
  );
  for (const page of farthestFirst.slice(0, pages.size - MOST_PAGES)) pages.delete(page);
}

/** `rows`, but with the very objects of `known` where nothing changed, so that nothing is drawn again. */
export function withKnown(
  known: readonly PersonRow[],
  rows: readonly PersonRow[],
): readonly PersonRow[] {
  const kept = rows.map((row, at) => {
    const before = known[at];
    return before && JSON.stringify(before) === JSON.stringify(row) ? before : row;
  });
  const isSame = kept.length === known.length && kept.every((row, at) => row === known[at]);
  return isSame ? known : kept;
}

function pageOf(index: number): number {
  return Math.floor(Math.max(0, index) / PAGE_SIZE);
}

function lastPage(total: number): number {
  return Math.max(0, Math.ceil(total / PAGE_SIZE) - 1);
}
