import { setImmediate } from 'node:timers/promises';

/** Rows written in one transaction: a few milliseconds, in which nothing else gets its turn. */
const AT_A_TIME = 100;

/** A few rows at a time, as they come; between them other work gets its turn. */
export async function* inSlices<T>(rows: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T[]> {
  let some: T[] = [];
  for await (const row of rows) {
    some.push(row);
    if (some.length < AT_A_TIME) continue;
    yield some;
    some = [];
    await setImmediate();
  }
  if (some.length > 0) yield some;
}
