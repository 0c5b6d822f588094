import type { Workspace } from '#core/core.ts';
import type { DownloadOutcome } from '#core/downloads/downloads.ts';
import type { Chosen } from '#core/downloads/transfer-table.ts';
import type { Selection } from '#shared/domain.ts';
import type { CliContext } from './context.ts';
import { type Failure } from './failures.ts';
import { type ScopeOptions } from './scope.ts';
/**
 * Brings the library as far up to date as a choice needs: favorites come with the lists, ratings
 * have to be listed anew because nothing else tells that they changed. What could not be listed.
 */
export declare function syncFor({ terminal, signal }: CliContext, workspace: Workspace, options: ScopeOptions & {
    selection: Selection;
}, full: boolean): Promise<Failure[]>;
/** Downloads what is chosen and not here, and only that, whatever else is queued. */
export declare function fetchChosen({ terminal, signal }: CliContext, { downloads, exports }: Workspace, { scope, selection, variant }: Chosen): Promise<{
    outcome: DownloadOutcome;
    failed: Failure[];
}>;
