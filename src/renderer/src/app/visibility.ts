import { useEffect } from 'react';
import { useClient } from '../state/desk-context.tsx';

/** Tells the core whether somebody looks at the window: news is looked for only then. */
export function useVisibility(): void {
  const client = useClient();
  useEffect(() => {
    const tell = () => {
      const visible = document.visibilityState === 'visible';
      // Whoever is closing the window has nobody left to tell.
      void client.live.setVisible({ visible }).catch(() => undefined);
    };
    tell();
    document.addEventListener('visibilitychange', tell);
    return () => document.removeEventListener('visibilitychange', tell);
  }, [client]);
}
