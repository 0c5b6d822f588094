import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { createPagedList, itemAt, PAGE_SIZE } from './paged-list.ts';

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A list of numbers over calls that wait for their answer. */
function start() {
  const calls: { query: string; offset: number; answer: (name: string) => Promise<void> }[] = [];
  const failures: (() => Promise<void>)[] = [];
  const list = createPagedList<string, { items: string[]; total: number }>(
    (query, { offset, limit }) =>
      new Promise((resolve, reject) => {
        calls.push({
          query,
          offset,
          answer(name) {
            resolve({
              items: Array.from({ length: limit }, (_, at) => `${name} ${offset + at}`),
              total: 1000,
            });
            return settled();
          },
        });
        failures.push(() => {
          reject(new AppError('api_failed', 'No.'));
          return settled();
        });
      }),
  );
  return { calls, failures, list, at: (index: number) => itemAt(list.getState(), index) };
}

describe('a long list', () => {
  it('asks for the beginning, then for what is looked at, and for nothing twice', async () => {
    const { calls, list, at } = start();
    list.show('all');
    await calls[0]?.answer('person');
    expect(at(7)).toBe('person 7');
    list.need(PAGE_SIZE * 3 + 5, PAGE_SIZE * 3 + 20);
    list.need(PAGE_SIZE * 3 + 6, PAGE_SIZE * 3 + 21);
    list.need(2, 20);
    expect(calls.map(({ offset }) => offset)).toEqual([0, PAGE_SIZE * 3]);
    await calls[1]?.answer('person');
    expect(at(PAGE_SIZE * 3)).toBe(`person ${PAGE_SIZE * 3}`);
  });

  it('drops the answer to an older query that comes last', async () => {
    const { calls, list, at } = start();
    list.show('old');
    list.show('new');
    await calls[1]?.answer('new');
    await calls[0]?.answer('old');
    expect(at(0)).toBe('new 0');
    expect(list.getState()).toMatchObject({ query: 'new', loading: false });
  });

  it('keeps what is there until a refresh is answered', async () => {
    const { calls, list, at } = start();
    list.show('all');
    await calls[0]?.answer('before');
    list.refresh();
    expect(at(0)).toBe('before 0');
    await calls[1]?.answer('after');
    expect(at(0)).toBe('after 0');
  });

  it('asks once more where it was refreshed before the answer came', async () => {
    const { calls, list, at } = start();
    list.show('all');
    list.refresh();
    await calls[0]?.answer('before');
    await calls[1]?.answer('after');
    expect(at(0)).toBe('after 0');
  });

  it('says why there is no answer', async () => {
    const { failures, list } = start();
    list.show('all');
    await failures[0]?.();
    expect(list.getState()).toMatchObject({ loading: false, error: { message: 'No.' } });
  });
});
