import { buildIfNeeded } from './host/build.ts';

/** Before any test: threads and windows run what is built. */
export const setup = (): void => buildIfNeeded((line) => void process.stderr.write(`${line}\n`));
