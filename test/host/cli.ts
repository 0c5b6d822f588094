import { buildIfNeeded, COMMAND_LINE } from './build.ts';

/** `npm run cli`: builds if needed and runs the command line as an installed one runs. */
buildIfNeeded((line) => void process.stderr.write(`${line}\n`));
await import(COMMAND_LINE);
