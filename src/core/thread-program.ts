import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);

export type ThreadName = 'checkpoint-worker' | 'export-worker' | 'walk-worker';

/**
 * The program of a thread, an absolute path: always the built one, even where everything else runs from
 * source. Node strips types in WebAssembly, and V8 can crash a process in which several threads
 * use that (docs/decisions/0008-threads-run-built.md).
 */
export function threadProgram(name: ThreadName): string {
  return resolve(`#threads/${name}`);
}
