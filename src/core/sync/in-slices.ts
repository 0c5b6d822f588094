import { setImmediate } from 'node:timers/promises';

/** Rows written in one transaction: some milliseconds, in which nothing else gets its turn. */
const AT_A_TIME = 250;

/** A few rows at a time; between them other work gets its turn. */
export async function* inSlices<T>(rows: readonly T[]): AsyncGenerator<T[]> {
  for (let start = 0; start < rows.length; start += AT_A_TIME) {
    yield rows.slice(start, start + AT_A_TIME);
    await setImmediate();
  }
}
