import { isObject, type JsonObject } from './reply.ts';

/**
 * The page sizes to ask for: the most that the API gives at once (reference §1.4), then less, for a
 * server that refuses so much.
 */
export const PAGE_SIZES = [200, 100, 50] as const;

/** More pages than any list has: a server that goes on inventing items is not read for ever. */
const MOST_PAGES = 2_000;

/** What a reply says about the rest of its list; null where it says nothing. */
export interface PageFacts {
  /** Of the whole list. */
  total: number | null;
  hasMore: boolean | null;
  /** The page size in force, which may be smaller than what was asked for. */
  limit: number | null;
}

/** One page: its usable items, and how many items it had before any were left out. */
export interface Page<T> extends PageFacts {
  items: T[];
  received: number;
}

/**
 * All items of a paged list, each once by `idOf`. Ends for sure, however the server counts: after a
 * page without items, after two pages without a new one, or when nothing says that there is more;
 * a list that never ends is an error, `endless`.
 *
 * Items that move between pages while they are read can be skipped. So a list of several pages that
 * gave fewer items than its `total` is read once more, and what is new is added.
 */
export async function* paginate<T>(
  fetchPage: (offset: number) => Promise<Page<T>>,
  idOf: (item: T) => string,
  endless: () => Error,
): AsyncGenerator<T> {
  const seen = new Set<string>();
  for (let pass = 1; pass <= 2; pass++) {
    const seenNow = new Set<string>();
    let offset = 0;
    let unusable = 0;
    let pages = 0;
    let stale = 0;
    let total = 0;
    for (let more = true; more; ) {
      const page = await fetchPage(offset);
      const known = seenNow.size;
      const onPage = new Set<string>();
      for (const item of page.items) {
        const id = idOf(item);
        onPage.add(id);
        seenNow.add(id);
        if (seen.has(id)) continue;
        seen.add(id);
        yield item;
      }
      pages++;
      if (pages > MOST_PAGES) throw endless();
      // By what came, not by what was asked for: the server may give less, or the same item twice.
      const unusableNow = page.received - page.items.length;
      const advance = onPage.size + unusableNow;
      offset += advance;
      unusable += unusableNow;
      total = page.total ?? total;
      stale = seenNow.size > known ? 0 : stale + 1;
      more = page.received > 0 && stale < 2 && saysMore(page, offset, advance);
    }
    if (pages === 1 || seen.size + unusable >= total) return;
  }
}

/** Whether there may be more after `offset` items. A needless page costs a call, a missed one people. */
function saysMore(page: Page<unknown>, offset: number, different: number): boolean {
  const { total, hasMore, limit, received } = page;
  if (hasMore === true) return true;
  const counted = total !== null && offset < total;
  const isPageSize = (count: number) =>
    count === limit || PAGE_SIZES.some((size) => size === count);
  const full = isPageSize(received) || isPageSize(different);
  // `hasMore: false` is believed, unless the page is full and the server itself does not say that
  // this was all.
  if (hasMore === false && total !== null) {
    return counted && (full || received >= (limit ?? PAGE_SIZES[0]));
  }
  // Where nothing says it, this is all, unless it is just as much as a page may hold.
  return counted || full;
}

/**
 * What a list's reply says about its pages: under `pagination`, there or in `data`, or beside the list
 * itself; for the total also `count`, which some lists give in its place. Numbers may be text.
 */
export function pageFacts(json: JsonObject): PageFacts {
  const data = isObject(json['data']) ? json['data'] : {};
  const places = [json['pagination'], data['pagination'], json, data].filter(isObject);
  const find = <T>(name: string, read: (value: unknown) => T | null) =>
    places.map((place) => read(place[name])).find((value) => value !== null) ?? null;
  return {
    total: find('total', wholeNumber) ?? find('count', wholeNumber),
    hasMore: find('hasMore', truth),
    limit: find('limit', wholeNumber) || null,
  };
}

function wholeNumber(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) && Number(number) >= 0 ? Number(number) : null;
}

function truth(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  return value === 'true' ? true : value === 'false' ? false : null;
}
