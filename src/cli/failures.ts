import type { Database } from '#core/library/database.ts';
import { type SyncGaps, syncNotes } from '#core/sync/sync-notes.ts';
import type { PhotoFailure } from '#shared/jobs.ts';
import type { Terminal } from './terminal.ts';

/** One thing that was asked for and could not be had. `photoId` is null for a whole session. */
export type Failure = Omit<PhotoFailure, 'team'>;

/** At most so many lines of failures, with so many photos each, are shown; `--json` lists all. */
const LINES_SHOWN = 20;
const PHOTOS_SHOWN = 3;

/** How to try again, where nothing else is known. */
const RETRY = 'Run the same command again to retry what failed.';

/** The `failed` list of `--json`: exactly these five fields. */
export function failuresToJson(failures: readonly Failure[]): Failure[] {
  return failures.map(({ modelId, photoId, person, code, message }) => ({
    modelId,
    photoId,
    person,
    code,
    message,
  }));
}

/** Shows what failed, by person and photo, with the reason, and how to try again. */
export function sayFailures(
  terminal: Terminal,
  failures: readonly Failure[],
  retry: string = RETRY,
): void {
  if (failures.length === 0) return;
  terminal.complain(`${failures.length} failed:`);
  const alike = [
    ...Map.groupBy(failures, ({ modelId, message }) => `${modelId} ${message}`).values(),
  ];
  for (const group of alike.slice(0, LINES_SHOWN)) terminal.complain(`  ${lineOf(group)}`);
  const rest = alike.slice(LINES_SHOWN).flat().length;
  if (rest > 0) terminal.complain(`  … and ${rest} more (--json lists all)`);
  terminal.complain(retry);
}

/** One line for the photos of one shoot that failed for the same reason. */
function lineOf(group: readonly Failure[]): string {
  const photos = group.flatMap(({ photoId }) => photoId ?? []);
  const shown = photos.slice(0, PHOTOS_SHOWN).join(', ');
  const more = photos.length > PHOTOS_SHOWN ? ` and ${photos.length - PHOTOS_SHOWN} more` : '';
  const which = photos.length === 0 ? '' : `, photo${photos.length > 1 ? 's' : ''} ${shown}${more}`;
  return `${group[0]?.person}${which}: ${group[0]?.message}`;
}

/** Says which lists HeadshotPro did not give, and where it gives fewer photos than it counts. */
export function sayGaps(terminal: Terminal, db: Database, gaps: SyncGaps): void {
  for (const note of syncNotes(db, gaps)) terminal.note(note);
}
