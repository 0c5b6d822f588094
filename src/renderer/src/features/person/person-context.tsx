import { createContext, type ReactNode, use, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { PersonDetail, PhotoRow } from '#shared/window.ts';
import { useClient } from '../../state/desk-context.tsx';
import { createPersonStore, type PersonState, type PersonStore } from './person-store.ts';
import { keyOf } from './photo-key.ts';
import { type Shoot, shootsOf } from './shoots.ts';
import { createViewing, type Viewing } from './viewing.ts';
import { memoryOf, type PersonLook, type PersonMemory } from './window-memory.ts';

interface PersonStores extends PersonMemory {
  person: PersonStore;
  viewing: StoreApi<Viewing>;
}

const PersonContext = createContext<PersonStores | null>(null);

/** Around the view of one person; give it the person's id as `key`. */
export function PersonProvider({ personId, children }: { personId: string; children: ReactNode }) {
  const client = useClient();
  const [stores] = useState<PersonStores>(() => {
    const memory = memoryOf(client);
    return {
      ...memory,
      person: createPersonStore(client, personId),
      viewing: createViewing(memory.look.getState().onStage ? 'single' : 'grid'),
    };
  });
  return <PersonContext value={stores}>{children}</PersonContext>;
}

/** The stores themselves, for event handlers. */
export function usePersonStores(): PersonStores {
  const stores = use(PersonContext);
  if (stores === null) throw new Error('There is no PersonProvider around this component.');
  return stores;
}

export function usePerson<T>(selector: (state: PersonState) => T): T {
  return useStore(usePersonStores().person, selector);
}

export function useViewing<T>(selector: (viewing: Viewing) => T): T {
  return useStore(usePersonStores().viewing, selector);
}

export function useLook<T>(selector: (look: PersonLook) => T): T {
  return useStore(usePersonStores().look, selector);
}

/** The photo that the focus is on; null for none. */
export function useFocusedPhoto(): PhotoRow | null {
  const focus = useViewing(({ selection }) => selection.focus);
  return usePerson(({ detail }) => photoOf(detail, focus));
}

/** The photo of a key; null where it is not there. */
export function photoOf(detail: PersonDetail | null, key: string | null): PhotoRow | null {
  return detail?.photos.find((photo) => keyOf(photo) === key) ?? null;
}

/** The shoots of the person, as they are shown. */
export function useShoots(): Shoot[] {
  const detail = usePerson((state) => state.detail);
  return useMemo(() => (detail ? shootsOf(detail) : []), [detail]);
}

/** All photos in the order they are shown. */
export function usePhotos(): PhotoRow[] {
  const shoots = useShoots();
  return useMemo(() => shoots.flatMap(({ photos }) => photos), [shoots]);
}
