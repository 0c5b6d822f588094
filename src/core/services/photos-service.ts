import type { Api, PhotoKey } from '#shared/contract.ts';
import { AppError } from '#shared/errors.ts';
import type { FileDetail } from '#shared/window.ts';
import { filesOfPhoto } from '../library/exported-files.ts';
import type { Library } from '../library/library.ts';
import { markPhotos } from '../library/marks.ts';
import type { DragFiles } from '../pictures/drag-files.ts';
import type { Desktop } from '../ports.ts';
import { workOf } from '../session/place.ts';
import type { DeskSession } from '../session/session.ts';

/** Marks on photos, and what the desktop does with their files. The window names ids, never paths. */
export function photosService(
  session: DeskSession,
  desktop: Desktop,
  dragFiles: DragFiles,
  libraryChanged: () => void,
): Api['photos'] {
  const fullFile = (key: PhotoKey) => fullFileOf(session.place().library, key);

  return {
    async mark({ photos, ...mark }) {
      markPhotos(workOf(session.place()).workspace.library.db, photos, mark);
      libraryChanged();
    },

    details: async (key) => fileDetails(session.place().library, key),

    async reveal(key) {
      desktop.showItem(fullFile(key));
    },

    async copy(key) {
      await desktop.copyImage((await session.place().pictures.get(key, 'full')).path);
    },

    async startDrag({ photos }) {
      const [first] = photos;
      if (!first) return;
      const { library, pictures } = session.place();
      const paths = await dragFiles.prepare(library, photos);
      desktop.startDrag(paths, await pictures.dragIcon(first));
    },
  };
}

/** The full-size file of a photo that is on disk. Throws `photo_not_downloaded`. */
function fullFileOf(library: Library, key: PhotoKey): string {
  const stored = filesOfPhoto(library, key).find(
    ({ state, variant }) => state === 'stored' && variant !== 'thumbnail',
  );
  if (stored) return stored.file.path;
  throw new AppError(
    'photo_not_downloaded',
    'This photo is not on this computer yet. Download it first.',
  );
}

function fileDetails({ db }: Library, { modelId, photoId }: PhotoKey): FileDetail[] {
  return db.all<FileDetail>(
    `SELECT variant, state, extension AS type, size_bytes AS sizeBytes, width, height, sha256,
       stored_at AS storedAt, verified_at AS verifiedAt
     FROM files WHERE model_id = :modelId AND photo_id = :photoId ORDER BY variant`,
    { modelId, photoId },
  );
}
