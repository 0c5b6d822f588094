import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { useClient, useMirrors } from '../../state/desk-context.tsx';
import { createLibraryStore, type LibraryLook } from './library-store.ts';
import { windowMemory } from './look-memory.ts';
import { createPeopleStore, type People, type PeopleStore } from './people-store.ts';
import { createTeamDrag, type TeamDrag } from './team-drag.ts';

interface LibraryStores {
  look: StoreApi<LibraryLook>;
  people: PeopleStore;
  /** Somebody was opened from the list: coming back, the focus is put on them again. */
  away: { current: boolean };
  drag: StoreApi<TeamDrag>;
}

const LibraryContext = createContext<LibraryStores | null>(null);

/** Holds what the library shows while the window is connected, whatever the route is. */
export function LibraryProvider({ children }: { children: ReactNode }) {
  const client = useClient();
  const revision = useMirrors(({ libraryRevision }) => libraryRevision);
  const [stores] = useState(() => ({
    look: createLibraryStore(windowMemory),
    people: createPeopleStore(client),
    away: { current: false },
    drag: createTeamDrag(),
  }));
  const query = useStore(stores.look, (look) => look.query);

  useEffect(() => {
    stores.people.show(query);
    return stores.people.stop;
  }, [stores, query]);
  useEffect(() => {
    if (revision > 0) stores.people.refresh();
  }, [stores, revision]);

  return <LibraryContext value={stores}>{children}</LibraryContext>;
}

/** The stores, for event handlers; to follow a part use the hooks below. */
export function useLibrary(): LibraryStores {
  const stores = use(LibraryContext);
  if (stores === null) throw new Error('There is no LibraryProvider around this component.');
  return stores;
}

/** What `selector` picks from the library's view state. */
export function useLook<T>(selector: (look: LibraryLook) => T): T {
  return useStore(useLibrary().look, selector);
}

/** What `selector` picks from the mirrored list of people. */
export function usePeople<T>(selector: (people: People) => T): T {
  return useStore(useLibrary().people, selector);
}
