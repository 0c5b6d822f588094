import { useEffect } from 'react';
import type { Live } from '#shared/live.ts';
import { useAttempt, useClient, useDesk, useMirrors } from '../../state/desk-context.tsx';

/** How live updates stand; null until the core was asked. */
export function useLive(): Live | null {
  const client = useClient();
  const attempt = useAttempt();
  const { mirrors } = useDesk();
  const live = useMirrors((known) => known.live);
  const isKnown = live !== null;
  useEffect(() => {
    if (isKnown) return;
    void attempt(() => client.live.get({})).then((answer) => {
      // What was announced meanwhile is newer.
      if (answer !== null && mirrors.getState().live === null) mirrors.take({ live: answer });
    });
  }, [client, attempt, mirrors, isKnown]);
  return live;
}
