import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Api } from '#shared/contract.ts';
import { type ErrorData, toErrorData } from '#shared/errors.ts';
import type { PeopleQuery, PersonRow } from '#shared/window.ts';
import { createLeftLists } from './left-lists.ts';
import {
  type Direction,
  dropFarthest,
  nearestMissing,
  PAGE_SIZE,
  type Pages,
  pagesAround,
  pagesToAsk,
  withKnown,
} from './people-pages.ts';

const FIRST = { seen: [0], near: [] };
/** When nobody has scrolled or searched for so long, the other pages are brought in, one after another. */
const QUIET_MS = 1000;
const BETWEEN_MS = 50;

/** The list that a query leaves, as far as it was looked at. */
export interface People {
  /** Null before the first answer. */
  query: PeopleQuery | null;
  total: number;
  pages: Pages;
  /** An answer to another query than that of `pages` is on its way. */
  loading: boolean;
  /** Why the last query has no answer. */
  error: ErrorData | null;
}

export interface PeopleStore extends StoreApi<People> {
  /**
   * Asks anew; what was there stays until the answer, and an answer to an older query is dropped. A
   * list that was left not long ago is there at once, and asked for again.
   */
  show: (query: PeopleQuery) => void;
  /** People `first` to `last` are looked at: they are asked for, and whoever comes next to them. */
  need: (first: number, last: number) => void;
  /** Asks again for what is looked at, and for the rest when it is; what was there stays until then. */
  refresh: () => void;
  /** All ids in list order. */
  ids: () => Promise<readonly string[]>;
  /** Asks for nothing more by itself. */
  stop: () => void;
}

/** A list of people over `client`, empty until `show`. */
export function createPeopleStore(client: Pick<Api, 'people'>): PeopleStore {
  const store = createStore<People>(() => ({
    query: null,
    total: 0,
    pages: new Map(),
    loading: false,
    error: null,
  }));
  let wanted: PeopleQuery | null = null;
  /** Pages that are as they were after the last `refresh`, and those on their way. */
  let fresh = new Set<number>();
  let asked = new Set<number>();
  const start = { first: 0, last: PAGE_SIZE - 1 };
  let sight = start;
  let direction: Direction = 1;
  const left = createLeftLists();
  let idsKnown: Promise<readonly string[]> | null = null;
  let quiet: ReturnType<typeof setTimeout> | undefined;

  /** Asks for what is missing where somebody looks, as far as not too much is on its way. */
  function askOn(): void {
    const { query, total, pages } = store.getState();
    if (wanted === null) return;
    // Before the first answer nobody knows how many pages there are.
    const around = query === wanted ? pagesAround(sight, direction, total) : FIRST;
    for (const page of pagesToAsk(around, { pages, fresh, asked })) void ask(wanted, page);
  }

  /** Whether there was an answer to take. */
  async function ask(query: PeopleQuery, page: number): Promise<boolean> {
    const [onItsWay, answered] = [asked, fresh];
    onItsWay.add(page);
    try {
      const offset = page * PAGE_SIZE;
      const { items, total } = await client.people.list({ ...query, offset, limit: PAGE_SIZE });
      onItsWay.delete(page);
      if (query !== wanted) return false;
      // Where the library changed meanwhile, `fresh` is another set: the page is asked for again.
      answered.add(page);
      take(query, page, items, total);
      askOn();
      return true;
    } catch (error) {
      onItsWay.delete(page);
      // A page that cannot be had leaves its place empty until it is looked at again.
      if (query === wanted && store.getState().query !== query) {
        store.setState({ loading: false, error: toErrorData(error) });
      }
      return false;
    }
  }

  function take(query: PeopleQuery, page: number, items: PersonRow[], total: number): void {
    const before = store.getState();
    const isSame = before.query === query;
    const known = isSame ? before.pages.get(page) : undefined;
    const rows = known ? withKnown(known, items) : items;
    if (rows === known && total === before.total && !before.loading) return;
    const pages = new Map(isSame ? before.pages : []).set(page, rows);
    dropFarthest(pages, sight);
    store.setState({ query, total, pages, loading: false, error: null });
  }

  function fillWhenQuiet(ms: number): void {
    clearTimeout(quiet);
    quiet = setTimeout(fill, ms);
  }

  function fill(): void {
    const { query, pages, total } = store.getState();
    const page = nearestMissing(pages, sight, total);
    if (page === null) return;
    if (query === null || query !== wanted || asked.size > 0) fillWhenQuiet(QUIET_MS);
    else void ask(query, page).then((answered) => answered && fillWhenQuiet(BETWEEN_MS));
  }

  return {
    ...store,
    show(query) {
      const before = store.getState();
      if (before.query !== null) left.keep(before.query, before);
      wanted = query;
      sight = start;
      direction = 1;
      fresh = new Set();
      asked = new Set();
      idsKnown = null;
      const known = left.find(query);
      if (known) store.setState({ ...known, query, loading: false, error: null });
      else store.setState({ loading: true });
      askOn();
      fillWhenQuiet(QUIET_MS);
    },
    need(first, last) {
      // Until the answer, what is on screen belongs to another query.
      if (store.getState().loading) return;
      if (first !== sight.first) direction = first > sight.first ? 1 : -1;
      sight = { first, last };
      askOn();
      fillWhenQuiet(QUIET_MS);
    },
    refresh() {
      fresh = new Set();
      idsKnown = null;
      askOn();
    },
    ids() {
      if (wanted === null) return Promise.resolve([]);
      const answer = idsKnown ?? client.people.ids(wanted);
      idsKnown = answer;
      answer.catch(() => {
        if (idsKnown === answer) idsKnown = null;
      });
      return answer;
    },
    stop() {
      wanted = null;
      clearTimeout(quiet);
    },
  };
}

/** The person at `index`; undefined while not there. */
export function personAt({ pages }: Pick<People, 'pages'>, index: number): PersonRow | undefined {
  return pages.get(Math.floor(index / PAGE_SIZE))?.[index % PAGE_SIZE];
}
