import type { Database } from './database.ts';

/** What the parts of the mirror work with. `pass` counts up with each sync. */
export interface MirrorPorts {
  db: Database;
  now: () => string;
  pass: () => number;
}
