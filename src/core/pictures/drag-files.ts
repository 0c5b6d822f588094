import { randomUUID } from 'node:crypto';
import { constants, copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PhotoKey } from '#shared/contract.ts';
import { AppError } from '#shared/errors.ts';
import type { ExportCandidate } from '#shared/export.ts';
import { previewNames } from '../exports/plan.ts';
import { chosenPhotos } from '../library/chosen-photos.ts';
import type { Library } from '../library/library.ts';
import { asLibraryError } from '../library/library-errors.ts';

/** What dragged files are called: the library's own names are ids. */
const TEMPLATE = '{person|slug}-{number:2}-{favorite}';

/** Files dragged out of the window, under names that mean something where they are dropped. */
export interface DragFiles {
  /** Paths of the photos' files, in a folder of their own. `photo_not_downloaded` if none is here. */
  prepare(library: Library, photos: readonly PhotoKey[]): Promise<string[]>;
  /** Removes what earlier drags left. */
  clear(): Promise<void>;
}

export function createDragFiles(cacheRoot: string): DragFiles {
  const root = join(cacheRoot, 'dragged');
  return {
    async prepare({ db, paths }, photos) {
      const scope = { teamIds: [], personIds: [], photos: [...photos] };
      const candidates = [
        ...chosenPhotos(db, paths, scope, { selection: 'all', variant: 'main' }),
      ].filter((candidate) => 'path' in candidate.file);
      if (candidates.length === 0) {
        throw new AppError(
          'photo_not_downloaded',
          'These photos are not on this computer yet. Download them first.',
        );
      }
      const folder = join(root, randomUUID());
      try {
        await mkdir(folder, { recursive: true });
        const names = previewNames(TEMPLATE, candidates);
        return await Promise.all(
          candidates.map((candidate, index) => place(candidate, join(folder, names[index] ?? ''))),
        );
      } catch (error) {
        throw asLibraryError(error, folder);
      }
    },
    clear: () => rm(root, { recursive: true, force: true }),
  };
}

async function place({ file }: ExportCandidate, path: string): Promise<string> {
  if (!('path' in file)) return path;
  // Never the file itself: whoever takes it may write to it. Disks that can share its blocks do.
  await copyFile(file.path, path, constants.COPYFILE_FICLONE);
  return path;
}
