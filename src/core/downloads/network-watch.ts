import { type AppError, isAppError } from '#shared/errors.ts';
import type { Clock } from '../ports.ts';

/** The first and the longest wait between two looks whether HeadshotPro is back. */
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;

/** Tells one photo's bad luck from an outage, and an outage's end. */
export interface NetworkWatch {
  /** Whether HeadshotPro is known to be out of reach; it is asked again and again meanwhile. */
  readonly isDown: boolean;
  /** Asks HeadshotPro once, for all who want to know. If it does not answer, the watch begins. */
  isUp(): Promise<boolean>;
}

/**
 * `ask` is any call to the API. `onChange` hears when the outage ends, `onGiveUp` its reason when it
 * has lasted longer than `patienceMs`. Nothing is asked any more once `signal` aborts.
 */
export function createNetworkWatch(options: {
  ask: () => Promise<unknown>;
  clock: Clock;
  patienceMs: number;
  signal: AbortSignal;
  onChange: () => void;
  onGiveUp: (reason: unknown) => void;
}): NetworkWatch {
  const { ask, clock, patienceMs, signal, onChange, onGiveUp } = options;
  let down = false;
  let asking: Promise<AppError | null> | null = null;

  /** Why HeadshotPro cannot be used; null if it answers, be it with a refusal. */
  const trouble = (): Promise<AppError | null> => {
    asking ??= ask()
      .then(
        () => null,
        (error: unknown) => {
          if (isOutage(error)) return error;
          if (signal.aborted) throw error;
          return null;
        },
      )
      .finally(() => {
        asking = null;
      });
    return asking;
  };

  const untilBack = async (first: AppError): Promise<void> => {
    const since = clock.elapsed();
    let reason: AppError | null = first;
    for (let waitMs = FIRST_WAIT_MS; reason; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
      if (clock.elapsed() - since + waitMs > patienceMs) throw reason;
      await clock.sleep(waitMs, signal);
      reason = await trouble();
    }
  };

  return {
    get isDown() {
      return down;
    },
    async isUp() {
      const reason = down ? null : await trouble();
      // Several may have asked at once: the first to come back begins the one watch.
      if (reason && !down) {
        down = true;
        void untilBack(reason)
          .catch(onGiveUp)
          .finally(() => {
            down = false;
            onChange();
          });
        onChange();
      }
      return !down;
    },
  };
}

/** Nobody there, or somebody else in its place: a proxy's error, a sign-in page. */
function isOutage(error: unknown): error is AppError {
  return isAppError(error, 'api_unreachable', 'api_failed', 'api_not_understood');
}
