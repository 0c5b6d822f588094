import type { Database } from '#core/library/database.ts';
import type { SyncReport } from '#core/sync/sync.ts';
import type { ErrorData } from '#shared/errors.ts';
import type { Terminal } from './terminal.ts';

/** One thing that was asked for and could not be had. `photoId` is null for a whole session. */
export interface Failure extends ErrorData {
  modelId: string;
  photoId: string | null;
  person: string;
}

/** At most so many lines of failures are shown; `--json` lists all. */
const SHOWN = 20;

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

/** The sessions whose photos could not be listed, with their people. */
export function listingFailures(db: Database, { failed }: SyncReport): Failure[] {
  return failed.map(({ modelId, code, message }) => ({
    modelId,
    photoId: null,
    person:
      db.get<{ person: string }>(
        `SELECT COALESCE(people.name, people.email, models.id) AS person
         FROM models LEFT JOIN people ON people.id = models.person_id WHERE models.id = :modelId`,
        { modelId },
      )?.person ?? modelId,
    code,
    message,
  }));
}

/** Shows what failed, by person, with the reason. */
export function sayFailures(terminal: Terminal, failures: readonly Failure[]): void {
  if (failures.length === 0) return;
  terminal.complain(`${failures.length} failed:`);
  for (const { person, photoId, message } of failures.slice(0, SHOWN)) {
    terminal.complain(`  ${person}${photoId === null ? '' : `, photo ${photoId}`}: ${message}`);
  }
  if (failures.length > SHOWN) {
    terminal.complain(`  … and ${failures.length - SHOWN} more (--json lists all)`);
  }
  terminal.complain('Run the same command again to retry what failed.');
}

/** Says which lists HeadshotPro did not give. */
export function saySkipped(terminal: Terminal, skipped: readonly string[]): void {
  for (const list of skipped) {
    terminal.note(`HeadshotPro does not give this key the list of ${list}; going on without it.`);
  }
}
