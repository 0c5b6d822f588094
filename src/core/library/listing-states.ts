import type { Database } from './database.ts';

/** What was known of a model when its photos were last listed, against what upstream says now. */
export interface ListingState {
  modelId: string;
  finishedAt: string | null;
  /** Null where they never were, or where the list is known to be out of date. */
  listedAt: string | null;
  listedFinishedAt: string | null;
  /** The count upstream gave when the photos were last listed; null where it gave none it kept to. */
  listedPhotoCount: number | null;
  /** The count upstream gives now; null where it gives none. */
  upstreamPhotoCount: number | null;
  /** Upstream gives a count now for the person, be it of another model. */
  isCounted: boolean;
  /** Whether the count is sure to be this model's alone. */
  isOwnCount: boolean;
  /** This pass has seen the model. */
  isSeen: boolean;
}

/**
 * A condition over `models`: photos may be there. Only a status known to mean otherwise rules a model
 * out, so that a status HeadshotPro adds one day hides nobody.
 */
export const MAY_HAVE_PHOTOS = `models.gone_at IS NULL AND models.status NOT IN ('onboarding',
  'waiting', 'pending', 'generatingHeadshots', 'generating', 'failed', 'deleted')`;

const STATES_AT_A_TIME = 500;

/**
 * The models that may have photos, with what decides which to list again: some at a time, so that
 * other work can have its turn in between. `pass` is the sync's own number.
 */
export function* listingStates(db: Database, pass: number): Generator<ListingState[]> {
  for (let after = ''; ; ) {
    const states = statesAfter(db, pass, after);
    yield states;
    if (states.length < STATES_AT_A_TIME) return;
    after = states.at(-1)?.modelId ?? '';
  }
}

function statesAfter(db: Database, pass: number, after: string): ListingState[] {
  // The count belongs to the member's current model, where the list says which one that is.
  return db
    .table<ListingColumns>(
      `SELECT models.id, models.finished_at, listed_at, listed_finished_at, listed_photo_count,
           CASE WHEN members.model_id IS NULL OR members.model_id = models.id
             THEN members.photo_count END,
           members.photo_count IS NOT NULL,
           members.model_id IS NOT NULL OR NOT EXISTS (
             SELECT 1 FROM models AS others
             WHERE others.person_id = models.person_id AND others.id <> models.id),
           models.seen_pass = :pass
         FROM models LEFT JOIN people ON people.id = models.person_id
         LEFT JOIN members ON members.id = people.member_id AND members.seen_pass = :pass
         WHERE ${MAY_HAVE_PHOTOS} AND models.id > :after
         ORDER BY models.id LIMIT ${STATES_AT_A_TIME}`,
      { pass, after },
    )
    .map((row) => ({
      modelId: row[0],
      finishedAt: row[1],
      listedAt: row[2],
      listedFinishedAt: row[3],
      listedPhotoCount: row[4],
      upstreamPhotoCount: row[5],
      isCounted: row[6] === 1,
      isOwnCount: row[7] === 1,
      isSeen: row[8] === 1,
    }));
}

type ListingColumns = [
  modelId: string,
  finishedAt: string | null,
  listedAt: string | null,
  listedFinishedAt: string | null,
  listedPhotoCount: number | null,
  upstreamPhotoCount: number | null,
  isCounted: number,
  isOwnCount: number,
  isSeen: number,
];
