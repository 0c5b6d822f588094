import type { PeopleQuery } from '#shared/window.ts';
import type { Pages } from './people-pages.ts';

/** Lists kept: of everybody, and of the teams somebody goes to and fro between. */
const MOST_LISTS = 3;

/** A list as far as it was known when another took its place. */
export interface LeftList {
  total: number;
  pages: Pages;
}

/**
 * Remembers the lists that were left last, for whoever comes back to them. What is found by words is
 * not kept: each letter leaves another, and a long list would make room for it.
 */
export function createLeftLists() {
  const lists = new Map<string, LeftList>();
  return {
    keep(query: PeopleQuery, { total, pages }: LeftList): void {
      if (query.filter.search !== '') return;
      const key = keyOf(query);
      lists.delete(key);
      lists.set(key, { total, pages });
      for (const oldest of [...lists.keys()].slice(0, -MOST_LISTS)) lists.delete(oldest);
    },
    find: (query: PeopleQuery): LeftList | undefined => lists.get(keyOf(query)),
  };
}

/** The same for equal questions, however their parts are ordered. */
function keyOf({ view, filter, sort }: PeopleQuery): string {
  return JSON.stringify([view, filter, sort].map((part) => Object.entries(part).sort()));
}
