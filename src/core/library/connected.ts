import { existsSync, statSync } from 'node:fs';
import { asLibraryError } from './library-errors.ts';
import type { LibraryPaths } from './paths.ts';

/** Throws `disk_failed` where the photos' own folder is not there: its disk is not connected. */
export function assertConnected({ photos }: LibraryPaths): void {
  try {
    statSync(photos);
  } catch (error) {
    throw asLibraryError(error, photos);
  }
}

/** Whether photos can be looked for: on a disk that is not connected every one seems to be gone. */
export function isConnected({ photos }: LibraryPaths): boolean {
  return existsSync(photos);
}
