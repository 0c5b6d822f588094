import { CATALOGUE } from './migrations/01-catalogue.ts';
import { MARKS_AND_JOBS } from './migrations/02-marks-and-jobs.ts';
import { ORGANIZATION } from './migrations/03-organization.ts';
import { REMOVED_PHOTOS } from './migrations/04-removed-photos.ts';
import { PARTIAL_ACTIONS } from './migrations/05-partial-actions.ts';
import { MODELS_BY_PERSON } from './migrations/06-models-by-person.ts';

/**
 * The catalogue's migrations, oldest first. The database's `user_version` counts how many ran.
 * Only ever append: a library on somebody's disk has run the earlier ones.
 *
 * Ids are HeadshotPro's own. `gone_at` marks what the API no longer lists: never deleted here.
 * Times are ISO 8601 text in UTC. No URL is ever stored. Numbers the API gives are REAL: nobody
 * promises that they are whole.
 */
export const MIGRATIONS: readonly string[] = [
  CATALOGUE,
  MARKS_AND_JOBS,
  ORGANIZATION,
  REMOVED_PHOTOS,
  PARTIAL_ACTIONS,
  MODELS_BY_PERSON,
];
