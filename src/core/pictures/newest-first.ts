/** A task that is asked for the same thing shares its result; the newest wish is served first. */
export interface NewestFirst<T> {
  /** `key` names the result. Rejects with the signal's reason when nobody waits for it any more. */
  run(key: string, task: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T>;
}

interface Work<T> {
  task: (signal: AbortSignal) => Promise<T>;
  stop: AbortController;
  users: number;
  started: boolean;
  result: PromiseWithResolvers<T>;
}

/**
 * Runs at most `limit` tasks at a time. What waits is taken newest first: what came on screen last
 * is what somebody looks at. A task whose every asker has gone is dropped, or stopped half-way.
 */
export function createNewestFirst<T>(limit: number): NewestFirst<T> {
  const works = new Map<string, Work<T>>();
  let active = 0;

  const startNext = (): void => {
    if (active >= limit) return;
    const [key, work] = [...works].findLast(([, { started }]) => !started) ?? [];
    if (key === undefined || !work) return;
    active++;
    work.started = true;
    work
      .task(work.stop.signal)
      .then(work.result.resolve, work.result.reject)
      .finally(() => {
        active--;
        if (works.get(key) === work) works.delete(key);
        startNext();
      });
    startNext();
  };

  const join = (key: string, task: Work<T>['task']): Work<T> => {
    const known = works.get(key);
    if (known) {
      // Asked for again: it is the newest wish now.
      works.delete(key);
      works.set(key, known);
      return known;
    }
    const result = Promise.withResolvers<T>();
    // Those who asked get it; with nobody left it is nobody's failure.
    result.promise.catch(() => {});
    const work = { task, stop: new AbortController(), users: 0, started: false, result };
    works.set(key, work);
    return work;
  };

  return {
    async run(key, task, signal) {
      signal?.throwIfAborted();
      const work = join(key, task);
      work.users++;
      const leave = Promise.withResolvers<never>();
      const onAbort = () => leave.reject(signal?.reason);
      signal?.addEventListener('abort', onAbort, { once: true });
      startNext();
      try {
        return await Promise.race([work.result.promise, leave.promise]);
      } finally {
        signal?.removeEventListener('abort', onAbort);
        work.users--;
        if (work.users === 0 && works.get(key) === work) {
          works.delete(key);
          work.stop.abort(signal?.reason);
        }
      }
    },
  };
}
