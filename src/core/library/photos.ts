import type { LikedStatus, Variant } from '#shared/domain.ts';
import type { ErrorCode } from '#shared/errors.ts';
import { type ExportCandidate, type Scope, UNASSIGNED, UNASSIGNED_NAME } from '#shared/export.ts';
import type { LibraryPhoto, PhotoChoice } from '#shared/library.ts';
import { chosenSlices } from './chosen-slices.ts';
import type { Database } from './database.ts';
import type { LibraryPaths } from './paths.ts';

/** All photos of a person, newest shoot first, in a shoot the favorite first. */
export function photosOfPerson(db: Database, personId: string): LibraryPhoto[] {
  const rows = db.all<
    Omit<LibraryPhoto, 'favorite' | 'gone' | 'stored'> & {
      favorite: number;
      gone: number;
      stored: string;
    }
  >(
    `SELECT photos.model_id AS modelId, photos.id AS photoId, liked_status AS likedStatus,
       favorites.photo_id IS NOT NULL AS favorite, photos.created_at AS createdAt,
       photos.gone_at IS NOT NULL AS gone,
       (SELECT json_group_array(variant) FROM files
        WHERE files.model_id = photos.model_id AND files.photo_id = photos.id
          AND files.state = 'stored') AS stored
     FROM models JOIN photos ON photos.model_id = models.id
     LEFT JOIN favorites ON favorites.model_id = photos.model_id AND favorites.photo_id = photos.id
     WHERE models.person_id = :personId
     ORDER BY COALESCE(models.finished_at, models.created_at) DESC, models.id,
       favorites.photo_id IS NULL, photos.created_at, photos.id`,
    { personId },
  );
  return rows.map((row) => ({
    ...row,
    favorite: row.favorite === 1,
    gone: row.gone === 1,
    stored: JSON.parse(row.stored) as Variant[],
  }));
}

/** A photo that was chosen, with the file that answers the choice or the reason why there is none. */
export interface ChosenRow {
  teamId: string | null;
  teamName: string | null;
  personId: string;
  personName: string | null;
  email: string | null;
  modelId: string;
  photoId: string;
  favorite: number;
  likedStatus: LikedStatus;
  createdAt: string | null;
  gone: number;
  variant: Variant | null;
  state: 'stored' | 'missing' | 'damaged' | 'removed' | null;
  extension: string;
  sizeBytes: number;
  width: number;
  height: number;
  sha256: string;
  crc32: number;
  transferState: string | null;
  errorCode: ErrorCode | null;
  errorMessage: string | null;
}

/** The variant of a photo that answers a wish: the wished one, or the only one there is. */
const ANSWERING_VARIANT = `COALESCE(photos.only_variant, :variant)`;

/** People, models and photos with all that a choice of `:variant` needs to know of each photo. */
export const CHOSEN_FROM = `FROM people JOIN models ON models.person_id = people.id
  JOIN photos ON photos.model_id = models.id
  LEFT JOIN teams ON teams.id = people.team_id AND teams.gone_at IS NULL
  LEFT JOIN files ON files.model_id = photos.model_id AND files.photo_id = photos.id
    AND files.variant = ${ANSWERING_VARIANT}
  LEFT JOIN transfers ON transfers.model_id = photos.model_id AND transfers.photo_id = photos.id
    AND transfers.variant = :variant`;

/** Photos that are gone upstream count only while we hold them or have just failed to get them. */
export const STILL_THERE = `(photos.gone_at IS NULL AND photos.status <> 'deleted'
  OR files.state IN ('stored', 'missing', 'damaged') OR transfers.state = 'failed')`;

/** People whose photos are read in one go. */
const PEOPLE_AT_A_TIME = 10;

/**
 * Everything that is chosen within a scope, in the order of an export: team, person, favorite, date.
 * Read in slices: whoever takes their time over it, or changes the library meanwhile, harms nothing.
 */
export function* chosenPhotos(
  db: Database,
  paths: LibraryPaths,
  scope: Scope,
  { selection, variant }: PhotoChoice,
): Generator<ExportCandidate> {
  for (const slice of chosenSlices(db, scope, selection, PEOPLE_AT_A_TIME)) {
    const rows = db.iterate<ChosenRow>(
      `SELECT teams.id AS teamId, teams.name AS teamName, people.id AS personId,
         people.name AS personName, people.email, photos.model_id AS modelId, photos.id AS photoId,
         favorites.photo_id IS NOT NULL AS favorite, photos.liked_status AS likedStatus,
         photos.created_at AS createdAt, photos.gone_at IS NOT NULL AS gone,
         files.variant, files.state, files.extension, files.size_bytes AS sizeBytes, files.width,
         files.height, files.sha256, files.crc32, transfers.state AS transferState,
         transfers.error_code AS errorCode, transfers.error_message AS errorMessage
       ${CHOSEN_FROM}
       LEFT JOIN favorites ON favorites.model_id = photos.model_id AND favorites.photo_id = photos.id
       WHERE ${slice.sql} AND ${STILL_THERE}
       ORDER BY teams.sort_key IS NULL, teams.sort_key, teams.id, people.sort_key, people.id,
         favorites.photo_id IS NULL, COALESCE(models.finished_at, models.created_at) DESC, models.id,
         photos.created_at, photos.id`,
      { ...slice.params, variant },
    );
    const once = createOnce();
    // All of the slice, so that its statement is done with; not its rows, which take twice the memory.
    yield* rows.map((row) => toCandidate(row, paths, once)).toArray();
  }
}

/** Gives equal texts as one: SQLite makes a new one for each row, many thousands of the same name. */
function createOnce() {
  const known = new Map<string, string>();
  return <T extends string | null>(text: T): T => {
    if (text === null) return text;
    const first = known.get(text) as T | undefined;
    if (first === undefined) known.set(text, text);
    return first ?? text;
  };
}

function toCandidate(
  row: ChosenRow,
  paths: LibraryPaths,
  once: ReturnType<typeof createOnce>,
): ExportCandidate {
  return {
    team: { id: once(row.teamId) ?? UNASSIGNED, name: once(row.teamName) ?? UNASSIGNED_NAME },
    personId: once(row.personId),
    personName: once(row.personName),
    email: once(row.email),
    modelId: once(row.modelId),
    photoId: row.photoId,
    favorite: row.favorite === 1,
    likedStatus: once(row.likedStatus),
    createdAt: once(row.createdAt),
    file:
      row.state === 'stored' && row.variant
        ? {
            path: paths.photo(row.modelId, row.photoId, row.variant, row.extension),
            variant: once(row.variant),
            extension: once(row.extension),
            sizeBytes: row.sizeBytes,
            width: row.width,
            height: row.height,
            sha256: row.sha256,
            crc32: row.crc32,
          }
        : missing(row),
  };
}

/** Why there is no file of a photo that was chosen. */
export function missing(
  row: Pick<ChosenRow, 'state' | 'gone' | 'transferState' | 'errorCode' | 'errorMessage'>,
): { missing: ErrorCode; message: string } {
  if (row.transferState === 'failed' && row.errorCode) {
    return { missing: row.errorCode, message: row.errorMessage ?? 'The download failed.' };
  }
  if (row.state === 'missing') {
    return { missing: 'photo_missing', message: 'Its file was deleted from the library folder.' };
  }
  if (row.state === 'damaged') {
    return { missing: 'photo_damaged', message: 'Its file in the library is damaged.' };
  }
  if (row.gone === 1) {
    return { missing: 'photo_gone', message: 'HeadshotPro no longer has it.' };
  }
  return { missing: 'photo_not_downloaded', message: 'It has not been downloaded yet.' };
}
