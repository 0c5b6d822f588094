import { AppError } from '#shared/errors.ts';

/** `node:sqlite`, or `sqlite_missing` where this runtime has none: to be asked before anything else. */
export function sqlite(): typeof import('node:sqlite') {
  const module = process.getBuiltinModule('node:sqlite') as
    | typeof import('node:sqlite')
    | undefined;
  if (module) return module;
  throw new AppError(
    'sqlite_missing',
    `This Node.js (${process.version}) has no SQLite. Use Node.js 24 or later.`,
  );
}
