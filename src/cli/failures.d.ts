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
/** The `failed` list of `--json`: exactly these five fields. */
export declare function failuresToJson(failures: readonly Failure[]): Failure[];
/** The sessions whose photos could not be listed, with their people. */
export declare function listingFailures(db: Database, { failed }: SyncReport): Failure[];
/** Shows what failed, by person, with the reason. */
export declare function sayFailures(terminal: Terminal, failures: readonly Failure[]): void;
/** Says which lists HeadshotPro did not give. */
export declare function saySkipped(terminal: Terminal, skipped: readonly string[]): void;
