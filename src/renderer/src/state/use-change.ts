import { useCallback, useState } from 'react';
import { type ErrorData, toErrorData } from '#shared/errors.ts';

/** A change at HeadshotPro as it stands: under way, or why the last one failed. */
export interface Change {
  busy: boolean;
  failure: ErrorData | null;
  /** Does `work`; null where it failed, and `failure` says why. */
  run: <T>(work: () => Promise<T>) => Promise<T | null>;
}

/** One change at a time, for a dialog. */
export function useChange(): Change {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ErrorData | null>(null);
  const run = useCallback(async <T>(work: () => Promise<T>): Promise<T | null> => {
    setBusy(true);
    setFailure(null);
    try {
      return await work();
    } catch (error) {
      setFailure(toErrorData(error));
      return null;
    } finally {
      setBusy(false);
    }
  }, []);
  return { busy, failure, run };
}
