import type { ReceiverState } from '#shared/live.ts';
import { useClient, useDesk } from '../../state/desk-context.tsx';
import { type Change, useChange } from '../../state/use-change.ts';

type Changes = Partial<Pick<ReceiverState, 'enabled' | 'host' | 'port'>> & { secret?: string };

/** Sets up the receiver, one change at a time; what is left out stays. */
export function useReceiver({ enabled, host, port }: ReceiverState): Omit<Change, 'run'> & {
  /** Whether it is set; `failure` says why not. A secret goes in and never comes back. */
  set: (changes: Changes) => Promise<boolean>;
} {
  const client = useClient();
  const { mirrors } = useDesk();
  const { busy, failure, run } = useChange();
  async function set(changes: Changes): Promise<boolean> {
    const live = await run(() =>
      client.live.setReceiver({ enabled, host, port, secret: null, ...changes }),
    );
    if (live !== null) mirrors.take({ live });
    return live !== null;
  }
  return { busy, failure, set };
}
