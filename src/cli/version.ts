import { createRequire } from 'node:module';

/** The program's version, as its package names it: read where it runs, from source or built. */
export const VERSION: string = createRequire(import.meta.url)('#package').version;
