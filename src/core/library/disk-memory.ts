import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { AppError } from '#shared/errors.ts';

/** Remembers which libraries lie on a disk of their own, such as one that is plugged in. */
export interface DiskMemory {
  /** Throws `disk_failed` where the library in `folder` was on a disk that is not connected now. */
  assertConnected(folder: string): void;
  /** To be told of a library in use. Never throws: what is only remembered is not worth failing for. */
  remember(folder: string): void;
}

/** Where each library's disk is mounted, by the library's folder. All absolute. */
const DISKS = z.record(z.string(), z.string());

/** Far more than anybody has. */
const MAX_LIBRARIES = 100;

/** A memory in `file`; one that cannot be read or written is none. */
export function createDiskMemory(file: string): DiskMemory {
  const read = (): Map<string, string> => {
    try {
      return new Map(Object.entries(DISKS.parse(JSON.parse(readFileSync(file, 'utf8')))));
    } catch {
      return new Map();
    }
  };

  return {
    assertConnected(folder) {
      if (existsSync(folder)) return;
      const disk = read().get(folder);
      if (disk === undefined || isMounted(disk)) return;
      throw new AppError(
        'disk_failed',
        `The library ${folder} is on a disk that is not connected (${disk}). Connect it and try again; or make that folder, to begin anew.`,
      );
    },

    remember(folder) {
      try {
        const disks = read();
        const disk = mountPointOf(folder);
        if ((disks.get(folder) ?? null) === disk) return;
        disks.delete(folder);
        if (disk !== null) disks.set(folder, disk);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, JSON.stringify(Object.fromEntries([...disks].slice(-MAX_LIBRARIES))));
      } catch {
        // The next run remembers it.
      }
    },
  };
}

/** Where the disk of `path` begins; null for the system's own disk, which is always there. */
function mountPointOf(path: string): string | null {
  for (let at = path; ; at = dirname(at)) {
    // On Windows the top of a drive is its own parent, and may be that of a disk plugged in.
    if (dirname(at) === at) return at === '/' ? null : at;
    if (isMounted(at)) return at;
  }
}

/** Whether another disk begins at `path` than that of the folder it is in. */
function isMounted(path: string): boolean {
  const [here, above] = [path, dirname(path)].map((it) => statSync(it, { throwIfNoEntry: false }));
  if (path === dirname(path)) return here !== undefined;
  return here !== undefined && here.dev !== above?.dev;
}
