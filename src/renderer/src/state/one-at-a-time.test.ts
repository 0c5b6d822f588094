import { describe, expect, it } from 'vitest';
import { oneAtATime } from './one-at-a-time.ts';

function start() {
  const runs: PromiseWithResolvers<void>[] = [];
  const run = oneAtATime(() => {
    const one = Promise.withResolvers<void>();
    runs.push(one);
    return one.promise;
  });
  return { runs, run };
}

describe('oneAtATime', () => {
  it('runs once more for all who asked meanwhile, and not before the first is done', async () => {
    const { runs, run } = start();
    const first = run();
    const waiting = [run(), run(), run()];
    expect(runs).toHaveLength(1);
    runs[0]?.resolve();
    await first;
    await expect.poll(() => runs.length).toBe(2);
    runs[1]?.resolve();
    await Promise.all(waiting);
    expect(runs).toHaveLength(2);
  });

  it('tells a failure to whom it concerns only', async () => {
    const { runs, run } = start();
    const first = run();
    const second = run();
    runs[0]?.reject(new Error('busy'));
    await expect(first).rejects.toThrow('busy');
    await expect.poll(() => runs.length).toBe(2);
    runs[1]?.resolve();
    await second;
    void run();
    expect(runs).toHaveLength(3);
  });
});
