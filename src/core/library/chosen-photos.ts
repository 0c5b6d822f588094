import type { LikedStatus, Variant } from '#shared/domain.ts';
import {
  type ExportCandidate,
  type Scope,
  type StoredFile,
  UNASSIGNED,
  UNASSIGNED_NAME,
} from '#shared/export.ts';
import type { PhotoChoice } from '#shared/library.ts';
import { type ChosenSlice, chosenSlices } from './chosen-slices.ts';
import type { Database } from './database.ts';
import { missing, type WhyMissing } from './missing-photos.ts';
import type { LibraryPaths } from './paths.ts';

/** The variant of a photo that answers a wish: the wished one, or the only one there is. */
const ANSWERING_VARIANT = `COALESCE(photos.only_variant, :variant)`;

/**
 * People, models and photos with all that a choice of `:variant` needs to know of each photo. What
 * became of its transfer is looked up only where there is no file: that is the rare case.
 */
export const CHOSEN_FROM = `FROM people JOIN models ON models.person_id = people.id
  JOIN photos ON photos.model_id = models.id
  LEFT JOIN files ON files.model_id = photos.model_id AND files.photo_id = photos.id
    AND files.variant = ${ANSWERING_VARIANT}
  LEFT JOIN transfers
    ON transfers.model_id = CASE WHEN files.state IS NOT 'stored' THEN photos.model_id END
    AND transfers.photo_id = photos.id AND transfers.variant = :variant`;

/** Photos that are gone upstream count only while we hold them or have just failed to get them. */
export const STILL_THERE = `(photos.gone_at IS NULL AND photos.status <> 'deleted'
  OR files.state IN ('stored', 'missing', 'damaged') OR transfers.state = 'failed')`;

/** People whose photos are read in one go. */
const PEOPLE_AT_A_TIME = 25;

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
  const teams = new Map<string, ExportCandidate['team']>();
  const once = createOnce();
  for (const slice of chosenSlices(db, scope, selection, PEOPLE_AT_A_TIME)) {
    const photosOf = Map.groupBy(readPhotos(db, slice, variant), ([modelId]) => modelId);
    const shootsOf = Map.groupBy(readShoots(db, slice), (row) => row.personId);
    for (const personId of slice.personIds) {
      const rest: ExportCandidate[] = [];
      for (const shoot of shootsOf.get(personId) ?? []) {
        const team = teamOf(shoot, teams);
        for (const row of photosOf.get(shoot.modelId)?.sort(byDate) ?? []) {
          const candidate = toCandidate(row, shoot, team, paths, once);
          if (candidate.favorite) yield candidate;
          else rest.push(candidate);
        }
      }
      yield* rest;
    }
  }
}

/** A session and its person. */
interface ShootRow {
  personId: string;
  personName: string | null;
  email: string | null;
  teamId: string | null;
  teamName: string | null;
  modelId: string;
  favoriteId: string | null;
}

/** The newest first; what is the same for many photos is read once. */
function readShoots(db: Database, { params }: ChosenSlice): ShootRow[] {
  return db.all<ShootRow>(
    `SELECT people.id AS personId, people.name AS personName, people.email, teams.id AS teamId,
       teams.name AS teamName, models.id AS modelId, favorites.photo_id AS favoriteId
     FROM people LEFT JOIN teams ON teams.id = people.team_id AND teams.gone_at IS NULL
     JOIN models ON models.person_id = people.id
     LEFT JOIN favorites ON favorites.model_id = models.id
     WHERE people.id IN (SELECT value FROM json_each(:slicePeople))
     ORDER BY COALESCE(models.finished_at, models.created_at) DESC, models.id`,
    params,
  );
}

/** A photo that was chosen, with the file that answers the choice or the reason why there is none. */
type PhotoRow = [
  modelId: string,
  photoId: string,
  likedStatus: LikedStatus,
  createdAt: string | null,
  variant: Variant | null,
  extension: string,
  sizeBytes: number,
  width: number,
  height: number,
  sha256: string,
  crc32: number,
  /** JSON of {@link WhyMissing}; null where the file is there. */
  why: string | null,
];

function readPhotos(db: Database, slice: ChosenSlice, variant: Variant): PhotoRow[] {
  return db.table<PhotoRow>(
    `SELECT photos.model_id, photos.id, photos.liked_status, photos.created_at, files.variant,
       files.extension, files.size_bytes, files.width, files.height, files.sha256, files.crc32,
       CASE WHEN files.state IS NOT 'stored' THEN json_object('state', files.state,
         'gone', photos.gone_at IS NOT NULL, 'transferState', transfers.state,
         'errorCode', transfers.error_code, 'errorMessage', transfers.error_message) END
     ${CHOSEN_FROM} WHERE ${slice.sql} AND ${STILL_THERE}`,
    { ...slice.params, variant },
  );
}

/** Photos without a date first, as SQLite has it. */
function byDate([, photoA, , dateA]: PhotoRow, [, photoB, , dateB]: PhotoRow): number {
  if (dateA !== dateB) return (dateA ?? '') < (dateB ?? '') ? -1 : 1;
  return photoA < photoB ? -1 : 1;
}

/** One object for each team, not one for each photo. */
function teamOf(
  { teamId, teamName }: ShootRow,
  known: Map<string, ExportCandidate['team']>,
): ExportCandidate['team'] {
  const id = teamId ?? UNASSIGNED;
  const team = known.get(id) ?? { id, name: teamName ?? UNASSIGNED_NAME };
  known.set(id, team);
  return team;
}

/** Gives equal texts as one: SQLite makes a new one for each row, many thousands of the same. */
function createOnce() {
  const known = new Map<string, string>();
  return <T extends string>(text: T): T => {
    const first = known.get(text);
    if (first === undefined) known.set(text, text);
    return (first as T | undefined) ?? text;
  };
}

/** A file as the catalogue has it. Where it is, is told when asked: the longest text of all. */
class CataloguedFile implements StoredFile {
  readonly variant: Variant;
  readonly extension: string;
  readonly sizeBytes: number;
  readonly width: number;
  readonly height: number;
  readonly sha256: string;
  readonly crc32: number;
  readonly #paths: LibraryPaths;
  readonly #modelId: string;
  readonly #photoId: string;

  constructor(
    paths: LibraryPaths,
    row: PhotoRow,
    texts: { modelId: string; variant: Variant; extension: string },
  ) {
    this.variant = texts.variant;
    this.extension = texts.extension;
    this.sizeBytes = row[6];
    this.width = row[7];
    this.height = row[8];
    this.sha256 = row[9];
    this.crc32 = row[10];
    this.#paths = paths;
    this.#modelId = texts.modelId;
    this.#photoId = row[1];
  }

  get path(): string {
    return this.#paths.photo(this.#modelId, this.#photoId, this.variant, this.extension);
  }
}

function toCandidate(
  row: PhotoRow,
  shoot: ShootRow,
  team: ExportCandidate['team'],
  paths: LibraryPaths,
  once: ReturnType<typeof createOnce>,
): ExportCandidate {
  const { modelId } = shoot;
  const [, photoId, likedStatus, createdAt, variant, extension] = row;
  const why = row[11];
  return {
    team,
    personId: shoot.personId,
    personName: shoot.personName,
    email: shoot.email,
    modelId,
    photoId,
    favorite: photoId === shoot.favoriteId,
    likedStatus: once(likedStatus),
    createdAt: createdAt && once(createdAt),
    file:
      why === null && variant !== null
        ? new CataloguedFile(paths, row, {
            modelId,
            variant: once(variant),
            extension: once(extension),
          })
        : missing(JSON.parse(why ?? '{}') as WhyMissing),
  };
}
