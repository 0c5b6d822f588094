import type { Api } from '#shared/contract.ts';
import type { PeopleQuery } from '#shared/window.ts';

/** Where a person stands in the list they were opened from. */
export interface PersonPlace {
  /** From 1. */
  position: number;
  total: number;
  previous: string | null;
  next: string | null;
}

/** The place of `personId` in `ids`; null where it is not among them. */
export function placeIn(ids: readonly string[], personId: string): PersonPlace | null {
  const at = ids.indexOf(personId);
  if (at < 0) return null;
  return {
    position: at + 1,
    total: ids.length,
    previous: ids[at - 1] ?? null,
    next: ids[at + 1] ?? null,
  };
}

/** Remembers the list that people are walked through, from person to person. */
export interface PersonWalk {
  /** What is known without asking. */
  known: (query: PeopleQuery, personId: string) => PersonPlace | null;
  /** Asks for the list again; one that has lost the person is not taken: the walk goes on. */
  ask: (query: PeopleQuery, personId: string) => Promise<PersonPlace | null>;
}

/** A walk through any list, empty until asked. */
export function createPersonWalk(client: Pick<Api, 'people'>): PersonWalk {
  let list: { query: string; ids: string[] } | null = null;
  function known(query: PeopleQuery, personId: string): PersonPlace | null {
    return list?.query === JSON.stringify(query) ? placeIn(list.ids, personId) : null;
  }
  return {
    known,
    async ask(query, personId) {
      const ids = await client.people.ids(query);
      if (ids.includes(personId) || known(query, personId) === null) {
        list = { query: JSON.stringify(query), ids };
      }
      return known(query, personId);
    },
  };
}
