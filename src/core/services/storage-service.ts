import { stat, statfs } from 'node:fs/promises';
import type { Api } from '#shared/contract.ts';
import { AppError } from '#shared/errors.ts';
import { countRemovable, removeExported, takeBackRemoved } from '../library/exported-files.ts';
import { asLibraryError } from '../library/library-errors.ts';
import type { Desktop } from '../ports.ts';
import { workOf } from '../session/place.ts';
import type { DeskSession } from '../session/session.ts';

/** What the library takes on disk, and the way to take less. */
export function storageService(
  session: DeskSession,
  desktop: Desktop,
  libraryChanged: () => void,
): Api['storage'] {
  return {
    async usage() {
      const place = session.place();
      const { library } = place;
      // What a person has put back out of the trash counts again.
      if (place.work && (await takeBackRemoved(library)) > 0) libraryChanged();
      const stored = library.db.get<{ bytes: number }>(
        'SELECT COALESCE(SUM(stored_bytes), 0) AS bytes FROM models',
      );
      const catalogue = await stat(library.paths.catalogue).catch(() => null);
      return {
        folder: library.paths.folder,
        usedBytes: (stored?.bytes ?? 0) + (catalogue?.size ?? 0),
        freeBytes: await freeBytes(library.paths.folder),
        removable: countRemovable(library),
      };
    },

    async removeExported() {
      const { workspace, jobs } = workOf(session.place());
      if (jobs.isWorking()) {
        throw new AppError('library_busy', 'Wait until the current job is done, then try again.');
      }
      try {
        return await removeExported(workspace.library, (path) => desktop.trash(path));
      } finally {
        libraryChanged();
      }
    },

    async reveal() {
      desktop.showItem(session.place().library.paths.catalogue);
    },
  };
}

async function freeBytes(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch (error) {
    throw asLibraryError(error, folder);
  }
}
