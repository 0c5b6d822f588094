import { expect, it } from 'vitest';
import { createNewestFirst } from './newest-first.ts';

/** Tasks that end when a test says so, and the order in which they began. */
function tasks() {
  const begun: string[] = [];
  const stopped: string[] = [];
  const ends = new Map<string, () => void>();
  const task = (name: string) => (signal: AbortSignal) => {
    begun.push(name);
    return new Promise<string>((resolve, reject) => {
      ends.set(name, () => resolve(name));
      signal.addEventListener('abort', () => {
        stopped.push(name);
        reject(signal.reason);
      });
    });
  };
  const end = async (name: string) => {
    ends.get(name)?.();
    await new Promise(setImmediate);
  };
  return { begun, stopped, task, end };
}

it('keeps to its limit and takes what came last', async () => {
  const { begun, task, end } = tasks();
  const pool = createNewestFirst<string>(2);
  const all = ['a', 'b', 'c', 'd'].map((name) => pool.run(name, task(name)));
  expect(begun).toEqual(['a', 'b']);
  await end('a');
  expect(begun).toEqual(['a', 'b', 'd']);
  await end('b');
  expect(begun).toEqual(['a', 'b', 'd', 'c']);
  await end('c');
  await end('d');
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
});

it('makes the same thing once for all who ask', async () => {
  const { begun, task, end } = tasks();
  const pool = createNewestFirst<string>(1);
  const both = [pool.run('a', task('a')), pool.run('a', task('a'))];
  await end('a');
  expect(await Promise.all(both)).toEqual(['a', 'a']);
  expect(begun).toEqual(['a']);
  const later = pool.run('a', task('a'));
  await end('a');
  expect(await later).toBe('a');
  expect(begun).toEqual(['a', 'a']);
});

it('drops what nobody waits for any more, before or after it has begun', async () => {
  const { begun, stopped, task, end } = tasks();
  const pool = createNewestFirst<string>(1);
  const first = new AbortController();
  const second = new AbortController();
  const a = pool.run('a', task('a'), first.signal);
  const b = pool.run('b', task('b'), second.signal);
  const c = pool.run('c', task('c'));
  second.abort(new Error('scrolled on'));
  await expect(b).rejects.toThrow('scrolled on');
  first.abort(new Error('scrolled on'));
  await expect(a).rejects.toThrow('scrolled on');
  expect(stopped).toEqual(['a']);
  await new Promise(setImmediate);
  await end('c');
  expect(await c).toBe('c');
  expect(begun).toEqual(['a', 'c']);
});

it('goes on for those who still wait when one of them leaves', async () => {
  const { stopped, task, end } = tasks();
  const pool = createNewestFirst<string>(1);
  const leaving = new AbortController();
  const a = pool.run('a', task('a'), leaving.signal);
  const other = pool.run('a', task('a'));
  leaving.abort(new Error('gone'));
  await expect(a).rejects.toThrow('gone');
  await end('a');
  expect(await other).toBe('a');
  expect(stopped).toEqual([]);
});

it('gives a failure to everybody who asked, and goes on', async () => {
  const pool = createNewestFirst<string>(1);
  const failing = async () => {
    throw new Error('broken');
  };
  const results = await Promise.allSettled([pool.run('a', failing), pool.run('a', failing)]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await pool.run('b', async () => 'b')).toBe('b');
});
