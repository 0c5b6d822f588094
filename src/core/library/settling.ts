import { dirname } from 'node:path';
import type { Database } from './database.ts';
import type { FileKey, FileTable, NewFile } from './files.ts';
import { flushFolder } from './flush-folder.ts';
import type { PartFile } from './part-file.ts';

/** A photo that is here and checked, and has to be given its place and its row. */
export interface Arrival {
  /** Null when it is in its place already. */
  part: PartFile | null;
  path: string;
  key: FileKey;
  /** Null when it has its row already. */
  file: NewFile | null;
  /** What else is to be recorded in the same transaction. */
  alsoRecord?: (() => void) | undefined;
}

/** Stores photos. Resolves once a photo is on the disk itself, in its place and recorded. */
export type Settle = (arrival: Arrival) => Promise<void>;

interface Waiting extends Arrival {
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Stores photos in groups: those that arrive while one group is stored are the next. For each photo
 * the order is flush, rename, flush of the folder, row; a group shares its folders' flushes and its
 * transaction, which are most of the cost. What fails for one photo fails for that one only, but a
 * transaction is everybody's.
 */
export function createSettling({ db, files }: { db: Database; files: FileTable }): Settle {
  let gathered: Waiting[] = [];
  let isSettling = false;

  const settleAll = async (): Promise<void> => {
    isSettling = true;
    while (gathered.length > 0) {
      const group = gathered;
      gathered = [];
      await settleGroup(group, (placed) => {
        db.transaction(() => {
          files.putAll(placed.flatMap(({ key, file }) => (file ? [{ key, file }] : [])));
          for (const { alsoRecord } of placed) alsoRecord?.();
        });
      });
    }
    isSettling = false;
  };

  return (arrival) =>
    new Promise((resolve, reject) => {
      gathered.push({ ...arrival, resolve, reject });
      if (!isSettling) void settleAll();
    });
}

/** Settles each of a group one way or the other; never rejects itself. */
async function settleGroup(
  group: readonly Waiting[],
  record: (placed: readonly Waiting[]) => void,
): Promise<void> {
  const placed = await eachThatCan(group, async ({ part, path }) => {
    await part?.flush();
    await part?.place(path);
  });
  const flushes = new Map<string, Promise<void>>();
  const safe = await eachThatCan(placed, ({ part, path }) => {
    if (part === null) return Promise.resolve();
    const folder = dirname(path);
    const flush = flushes.get(folder) ?? flushFolder(folder);
    flushes.set(folder, flush);
    return flush;
  });
  try {
    if (safe.length > 0) record(safe);
  } catch (error) {
    for (const { reject } of safe) reject(error);
    return;
  }
  for (const { resolve } of safe) resolve();
}

/** Those for which the work could be done; the others are told why it could not. */
async function eachThatCan(
  group: readonly Waiting[],
  work: (waiting: Waiting) => Promise<void>,
): Promise<Waiting[]> {
  const done = await Promise.allSettled(group.map(work));
  return group.filter((waiting, index) => {
    const outcome = done[index];
    if (outcome?.status !== 'rejected') return true;
    waiting.reject(outcome.reason);
    return false;
  });
}
