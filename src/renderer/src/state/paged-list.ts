import { createStore, type StoreApi } from 'zustand/vanilla';
import { type ErrorData, toErrorData } from '#shared/errors.ts';

/** Items asked for at a time. */
export const PAGE_SIZE = 100;
/** Pages kept; the ones farthest from what is looked at go first. */
const MOST_PAGES = 40;

/** A page of an answer. `total` counts all that the query leaves. */
export interface Page<T> {
  items: T[];
  total: number;
}

/** What is known of a long list. */
export interface Listed<Q, P extends Page<unknown>> {
  /** What `pages` answers; null before the first answer. */
  query: Q | null;
  total: number;
  /** Number `n` holds items `n * PAGE_SIZE` and following. */
  pages: ReadonlyMap<number, P['items']>;
  /** The latest page as it came, with all that came besides. */
  latest: P | null;
  /** An answer to another query than that of `pages` is on its way. */
  loading: boolean;
  /** Why the last query has no answer. */
  error: ErrorData | null;
}

export interface PagedList<Q, P extends Page<unknown>> extends StoreApi<Listed<Q, P>> {
  /** Asks anew; what was there stays until the answer, and an answer to an older query is dropped. */
  show: (query: Q) => void;
  /** Items `first` to `last` are looked at: their pages are asked for. */
  need: (first: number, last: number) => void;
  /** Asks again for what is looked at; what was there stays until then. */
  refresh: () => void;
  /** Asks for nothing more. */
  stop: () => void;
}

/** A long list of which only what is looked at is asked for; empty until `show`. */
export function createPagedList<Q, P extends Page<unknown>>(
  ask: (query: Q, page: { offset: number; limit: number }) => Promise<P>,
): PagedList<Q, P> {
  const store = createStore<Listed<Q, P>>(() => ({
    query: null,
    total: 0,
    pages: new Map(),
    latest: null,
    loading: false,
    error: null,
  }));
  let wanted: Q | null = null;
  let sight = { first: 0, last: 0 };
  /** Pages that are as they were after the last `refresh`, and those on their way. */
  let fresh = new Set<number>();
  let asked = new Set<number>();

  function askOn(): void {
    if (wanted === null) return;
    const first = pageOf(sight.first);
    const last = Math.max(first, pageOf(sight.last));
    for (let page = first; page <= last; page += 1) {
      if (!fresh.has(page) && !asked.has(page)) void askFor(wanted, page);
    }
  }

  async function askFor(query: Q, page: number): Promise<void> {
    const [onItsWay, answered] = [asked, fresh];
    onItsWay.add(page);
    try {
      const answer = await ask(query, { offset: page * PAGE_SIZE, limit: PAGE_SIZE });
      onItsWay.delete(page);
      if (query !== wanted) return;
      // After a refresh meanwhile `fresh` is another set: the page is asked for again.
      answered.add(page);
      take(query, page, answer);
      askOn();
    } catch (error) {
      onItsWay.delete(page);
      // A page that cannot be had leaves its place empty until it is looked at again.
      if (query === wanted && store.getState().query !== query) {
        store.setState({ loading: false, error: toErrorData(error) });
      }
    }
  }

  function take(query: Q, page: number, answer: P): void {
    const before = store.getState();
    const pages = new Map(before.query === query ? before.pages : []).set(page, answer.items);
    dropFarthest(pages, pageOf((sight.first + sight.last) / 2));
    const { total } = answer;
    store.setState({ query, total, pages, latest: answer, loading: false, error: null });
  }

  return {
    ...store,
    show(query) {
      wanted = query;
      sight = { first: 0, last: 0 };
      fresh = new Set();
      asked = new Set();
      store.setState({ loading: true });
      askOn();
    },
    need(first, last) {
      // Until the answer, what is on screen belongs to another query.
      if (store.getState().loading) return;
      sight = { first, last };
      askOn();
    },
    refresh() {
      fresh = new Set();
      askOn();
    },
    stop() {
      wanted = null;
    },
  };
}

/** The item at `index`; undefined while it is not there. */
export function itemAt<T>(
  { pages }: { pages: ReadonlyMap<number, readonly T[]> },
  index: number,
): T | undefined {
  return pages.get(pageOf(index))?.[index % PAGE_SIZE];
}

function pageOf(index: number): number {
  return Math.floor(Math.max(0, index) / PAGE_SIZE);
}

function dropFarthest(pages: Map<number, unknown>, middle: number): void {
  const farthestFirst = [...pages.keys()].sort(
    (a, b) => Math.abs(b - middle) - Math.abs(a - middle),
  );
  for (const page of farthestFirst.slice(0, Math.max(0, pages.size - MOST_PAGES))) {
    pages.delete(page);
  }
}
