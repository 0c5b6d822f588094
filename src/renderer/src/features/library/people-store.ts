import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Api } from '#shared/contract.ts';
import { type ErrorData, toErrorData } from '#shared/errors.ts';
import type { PeopleQuery, PersonRow } from '#shared/window.ts';

/** People asked for at a time. */
export const PAGE_SIZE = 100;

/** The list that a query leaves, as far as it was looked at. */
export interface People {
  /** Null before the first answer. */
  query: PeopleQuery | null;
  total: number;
  /** By number: people `n * PAGE_SIZE` and following. */
  pages: ReadonlyMap<number, readonly PersonRow[]>;
  /** An answer to another query than that of `pages` is on its way. */
  loading: boolean;
  /** Why the last query has no answer. */
  error: ErrorData | null;
}

export interface PeopleStore extends StoreApi<People> {
  /** Asks anew; what was there stays until the answer, and an answer to an older query is dropped. */
  show: (query: PeopleQuery) => void;
  /** Makes sure that people `first` to `last` are there or on their way, and are kept by `refresh`. */
  need: (first: number, last: number) => void;
  /** Asks again for what is on screen, after the library changed or a failure. */
  refresh: () => void;
  /** All ids in list order. */
  ids: () => Promise<readonly string[]>;
}

/** A list of people over `client`, empty until `show`. */
export function createPeopleStore(client: Api): PeopleStore {
  const store = createStore<People>(() => ({
    query: null,
    total: 0,
    pages: new Map(),
    loading: false,
    error: null,
  }));
  let wanted: PeopleQuery | null = null;
  /** Counts questions: an answer counts only while nothing newer was asked. */
  let generation = 0;
  let asked = new Set<number>();
  let visible = { first: 0, last: PAGE_SIZE - 1 };
  let idsKnown: Promise<readonly string[]> | null = null;

  const ask = (query: PeopleQuery, page: number) =>
    client.people.list({ ...query, offset: page * PAGE_SIZE, limit: PAGE_SIZE });

  /** Replaces everything with the given pages of `query`, once they all are there. */
  async function load(query: PeopleQuery, numbers: number[]): Promise<void> {
    generation += 1;
    const mine = generation;
    asked = new Set(numbers);
    idsKnown = null;
    store.setState({ loading: true });
    try {
      const answers = await Promise.all(numbers.map((page) => ask(query, page)));
      if (mine !== generation) return;
      store.setState({
        query,
        total: answers[0]?.total ?? 0,
        pages: new Map(numbers.map((page, at) => [page, answers[at]?.items ?? []])),
        loading: false,
        error: null,
      });
    } catch (error) {
      if (mine === generation) store.setState({ loading: false, error: toErrorData(error) });
    }
  }

  async function loadPage(query: PeopleQuery, page: number): Promise<void> {
    const mine = generation;
    asked.add(page);
    try {
      const { items } = await ask(query, page);
      if (mine !== generation) return;
      store.setState(({ pages }) => ({ pages: new Map(pages).set(page, items) }));
    } catch {
      // The place stays empty and is asked for again when it is next looked at.
      if (mine === generation) asked.delete(page);
    }
  }

  return {
    ...store,
    show(query) {
      wanted = query;
      visible = { first: 0, last: PAGE_SIZE - 1 };
      void load(query, [0]);
    },
    need(first, last) {
      visible = { first, last };
      const { query, loading } = store.getState();
      if (query === null || loading) return;
      for (const page of pagesOf(visible)) if (!asked.has(page)) void loadPage(query, page);
    },
    refresh() {
      if (wanted !== null) void load(wanted, pagesOf(visible));
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
  };
}

/** The person at `index`; undefined while not there. */
export function personAt({ pages }: People, index: number): PersonRow | undefined {
  return pages.get(Math.floor(index / PAGE_SIZE))?.[index % PAGE_SIZE];
}

function pagesOf({ first, last }: { first: number; last: number }): number[] {
  const from = Math.floor(Math.max(0, first) / PAGE_SIZE);
  const to = Math.floor(Math.max(first, last, 0) / PAGE_SIZE);
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
