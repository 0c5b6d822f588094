import { isObject, type JsonObject } from './reply.ts';

/** The most that the API gives at once (reference §1.4). */
export const PAGE_SIZE = 200;

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
 * page without items, after two pages without a new one, or when nothing says that there is more.
 *
 * Items that move between pages while they are read can be skipped. So a list of several pages that
 * gave fewer items than its `total` is read once more, and what is new is added.
 */
export async function* paginate<T>(
  fetchPage: (offset: number, limit: number) => Promise<Page<T>>,
  idOf: (item: T) => string,
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
      const page = await fetchPage(offset, PAGE_SIZE);
      const known = seenNow.size;
      for (const item of page.items) {
        const id = idOf(item);
        seenNow.add(id);
        if (seen.has(id)) continue;
        seen.add(id);
        yield item;
      }
      pages++;
      // By what came, not by what was asked for: the server may give less.
      offset += page.received;
      unusable += page.received - page.items.length;
      total = page.total ?? total;
      stale = seenNow.size > known ? 0 : stale + 1;
      more = page.received > 0 && stale < 2 && saysMore(page, offset);
    }
    if (pages === 1 || seen.size + unusable >= total) return;
  }
}

/** Whether there may be more after `offset` items. A needless page costs a call, a missed one people. */
function saysMore(page: Page<unknown>, offset: number): boolean {
  const { total, hasMore, limit, received } = page;
  if (hasMore === true) return true;
  const full = received >= Math.min(PAGE_SIZE, limit ?? PAGE_SIZE);
  const counted = total !== null && offset < total;
  // `hasMore: false` is believed, unless the page is full and the server itself counts more. Without
  // any `pagination` this is all, unless it is just as much as we asked for.
  return hasMore === false ? full && counted : counted || received === PAGE_SIZE;
}

/**
 * What a list's reply says about its pages: under `pagination`, there or in `data`; else `count`, which
 * some lists give in its place.
 */
export function pageFacts(json: JsonObject): PageFacts {
  const outer = isObject(json['data']) ? json['data'] : {};
  const { pagination = outer['pagination'], count = outer['count'] } = json;
  const facts = isObject(pagination) ? pagination : { total: count };
  const { total, hasMore, limit } = facts as JsonObject;
  return {
    total: wholeNumber(total),
    hasMore: typeof hasMore === 'boolean' ? hasMore : null,
    limit: wholeNumber(limit) || null,
  };
}

function wholeNumber(value: unknown): number | null {
  return Number.isInteger(value) && Number(value) >= 0 ? Number(value) : null;
}
