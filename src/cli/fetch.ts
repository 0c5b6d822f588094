import type { Workspace } from '#core/core.ts';
import type { DownloadOutcome } from '#core/downloads/downloads.ts';
import type { Chosen } from '#core/downloads/transfer-table.ts';
import { goesByRating } from '#core/library/scope.ts';
import { listingFailures } from '#core/sync/listing-failures.ts';
import type { SyncGaps } from '#core/sync/sync-notes.ts';
import type { Organization, Selection } from '#shared/domain.ts';
import type { CliContext } from './context.ts';
import { type Failure, sayGaps } from './failures.ts';
import { resolveScope, type ScopeOptions } from './scope.ts';

/** How long a command waits for a network that is gone before it gives up; the queue stays. */
const PATIENCE_MS = 60_000;

/**
 * Brings the library as far up to date as a choice needs: favorites come with the lists, ratings
 * have to be listed anew because nothing else tells that they changed. Gives what could not be listed,
 * and what it went on without.
 */
export async function syncFor(
  { terminal, signal }: CliContext,
  workspace: Workspace,
  options: ScopeOptions & { selection: Selection; full?: boolean; organization: Organization },
): Promise<{ unlisted: Failure[]; gaps: SyncGaps }> {
  const { db } = workspace.library;
  const { selection, full = false, organization } = options;
  const scope = () => resolveScope(db, options);
  const report = await workspace.sync({
    ...(selection === 'favorites' ? { photosOf: null, favoritesOf: scope } : { photosOf: scope }),
    organization,
    full: full || goesByRating(selection),
    signal,
    onProgress: terminal.progress,
  });
  terminal.settle();
  sayGaps(terminal, db, report);
  const { skipped, incomplete } = report;
  return { unlisted: listingFailures(db, report), gaps: { skipped, incomplete } };
}

/**
 * Downloads what is chosen and not here, and only that, whatever else is queued. Files the user removed
 * stay away unless `fetchRemoved`.
 */
export async function fetchChosen(
  { terminal, signal }: CliContext,
  { downloads, exports }: Workspace,
  { scope, selection, variant, fetchRemoved = false }: Chosen & { fetchRemoved?: boolean },
): Promise<{ outcome: DownloadOutcome; failed: Failure[] }> {
  const choice = { selection, variant };
  await exports.checkPresence(scope, choice, signal);
  await downloads.enqueue(scope, choice, { fetchRemoved, signal });
  downloads.prioritise(scope, 1);
  const within = { scope, ...choice };
  const outcome = await downloads.run({
    within,
    signal,
    onProgress: terminal.progress,
    patienceMs: PATIENCE_MS,
  });
  terminal.settle();
  signal.throwIfAborted();
  return { outcome, failed: downloads.failures(within) };
}
