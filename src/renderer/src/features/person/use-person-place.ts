import { useEffect, useState } from 'react';
import type { PeopleQuery } from '#shared/window.ts';
import { useMirrors, useNavigation } from '../../state/desk-context.tsx';
import { usePersonStores } from './person-context.tsx';
import type { PersonPlace } from './person-walk.ts';

/** Where the person stands in the list they were opened from, and the way to the next. */
export function usePersonPlace(personId: string, query: PeopleQuery | null) {
  const { walk } = usePersonStores();
  const go = useNavigation((navigation) => navigation.go);
  const revision = useMirrors(({ libraryRevision }) => libraryRevision);
  const [place, setPlace] = useState<PersonPlace | null>(() =>
    query ? walk.known(query, personId) : null,
  );

  useEffect(() => {
    if (query === null || revision < 0) return undefined;
    let stale = false;
    // Without the list there is no next person, and nothing else is lost.
    walk.ask(query, personId).then(
      (answer) => !stale && setPlace(answer),
      () => undefined,
    );
    return () => {
      stale = true;
    };
  }, [walk, query, personId, revision]);

  /** Whether there was somebody. */
  function goTo(to: 'next' | 'previous'): boolean {
    const id = place?.[to] ?? null;
    if (id === null) return false;
    go({ name: 'person', personId: id, query });
    return true;
  }
  return { place, goTo };
}
