import { useEffect, useState } from 'react';
import type { PersonRow } from '#shared/window.ts';
import { useClient } from '../../state/desk-context.tsx';
import { EVERYBODY } from './library-filter.ts';

const SHOWN = 6;

/** The first few people whose name or e-mail holds `words`; nobody without words. */
export function useFoundPeople(words: string): readonly PersonRow[] {
  const client = useClient();
  const [found, setFound] = useState<readonly PersonRow[]>([]);
  const search = words.trim();
  useEffect(() => {
    let stale = false;
    if (search === '') {
      setFound([]);
      return undefined;
    }
    const query = { ...EVERYBODY, filter: { ...EVERYBODY.filter, search } };
    client.people.list({ ...query, offset: 0, limit: SHOWN }).then(
      ({ items }) => stale || setFound(items),
      () => stale || setFound([]),
    );
    return () => {
      stale = true;
    };
  }, [client, search]);
  return found;
}
