import { useCallback, useState } from 'react';
import type { Api } from '#shared/contract.ts';
import { type ErrorData, toErrorData } from '#shared/errors.ts';
import type { Loss, RemovalTarget } from '#shared/organization.ts';

/** What a removal would destroy, as HeadshotPro and the library are now, and the removal itself. */
export function useLoss(client: Api, target: RemovalTarget) {
  const [loss, setLoss] = useState<Loss | null>(null);
  const [failure, setFailure] = useState<ErrorData | null>(null);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);

  const ask = useCallback(async (): Promise<void> => {
    setAsking(true);
    setFailure(null);
    try {
      setLoss(await client.removals.preview(target));
    } catch (error) {
      setFailure(toErrorData(error));
    } finally {
      setAsking(false);
    }
  }, [client, target]);

  /** Whether it was done; where not, `failure` says why. */
  const carryOut = useCallback(
    async (answers: { confirmation: string; losePhotos: boolean }): Promise<boolean> => {
      setBusy(true);
      setFailure(null);
      try {
        await client.removals.carryOut({ target, ...answers });
        return true;
      } catch (error) {
        setFailure(toErrorData(error));
        return false;
      } finally {
        setBusy(false);
      }
    },
    [client, target],
  );

  return { loss, failure, asking, busy, ask, carryOut };
}
