import { useEffect, useState } from 'react';
import type { FileDetail, PhotoRow } from '#shared/window.ts';
import { useClient } from '../../state/desk-context.tsx';
import { keyOf, plainKey } from './photo-key.ts';

/** The files of a photo on disk; null while they are asked for. Asked again when they change. */
export function useFiles(photo: PhotoRow | null): FileDetail[] | null {
  const client = useClient();
  const wanted = photo && `${keyOf(photo)} ${photo.stored.join()}`;
  const [answer, setAnswer] = useState<{ wanted: string; files: FileDetail[] } | null>(null);
  useEffect(() => {
    if (photo === null || wanted === null) return undefined;
    let stale = false;
    client.photos.details(plainKey(photo)).then(
      (files) => !stale && setAnswer({ wanted, files }),
      // Without details the photo can still be looked at.
      () => !stale && setAnswer({ wanted, files: [] }),
    );
    return () => {
      stale = true;
    };
  }, [client, photo, wanted]);
  return answer?.wanted === wanted ? answer.files : null;
}
