import type { PersonRow } from '#shared/window.ts';

/** People asked for at a time. */
export const PAGE_SIZE = 60;
/** Pages kept, about 6 MB of people; the ones farthest from what is looked at go first. */
export const MOST_PAGES = 200;

/** People by page: number `n` holds people `n * PAGE_SIZE` and following. */
export type Pages = ReadonlyMap<number, readonly PersonRow[]>;

/**
 * Pages on their way at once: a list that flies by asks for where it is, not for where it was. One would
 * leave the core idle between two answers; what more are asked for, a busy core answers too late.
 */
const MOST_ASKED = 2;

/** Indexes of the first and last person that is looked at. */
export interface Sight {
  first: number;
  last: number;
}

/** Where a list is being scrolled to: further down or back up. */
export type Direction = 1 | -1;

/** Pages in sight, and those near it in the order in which somebody comes to them. */
export interface Around {
  seen: number[];
  near: number[];
}

/** The pages in sight; and near it the one that is scrolled to, then the one that was left. */
export function pagesAround(sight: Sight, direction: Direction, total: number): Around {
  const from = pageOf(sight.first);
  const to = Math.max(from, pageOf(sight.last));
  const end = lastPage(total);
  const exists = (page: number) => page >= 0 && page <= end;
  const [below, above] = [to + 1, from - 1];
  return {
    seen: Array.from({ length: to - from + 1 }, (_, at) => from + at).filter(exists),
    near: (direction === 1 ? [below, above] : [above, below]).filter(exists),
  };
}

/** Which pages are there, as new as can be, or on their way. */
export interface Progress {
  pages: ReadonlyMap<number, unknown>;
  fresh: ReadonlySet<number>;
  asked: ReadonlySet<number>;
}

/**
 * The pages to ask for now. What is in sight waits for nothing but `MOST_ASKED`, which a list that
 * flies by soon reaches; what is near it comes one at a time, and only while nothing else is awaited.
 */
export function pagesToAsk({ seen, near }: Around, { pages, fresh, asked }: Progress): number[] {
  const wanted = seen.filter((page) => !fresh.has(page) && !asked.has(page));
  if (wanted.length > 0) return wanted.slice(0, Math.max(0, MOST_ASKED - asked.size));
  if (asked.size > 0) return [];
  return near.filter((page) => !pages.has(page)).slice(0, 1);
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

/** The pages that the people at `indexes` stand on, each once. */
export function pagesWith(indexes: readonly number[]): number[] {
  return [...new Set(indexes.map(pageOf))];
}

function pageOf(index: number): number {
  return Math.floor(Math.max(0, index) / PAGE_SIZE);
}

function lastPage(total: number): number {
  return Math.max(0, Math.ceil(total / PAGE_SIZE) - 1);
}
