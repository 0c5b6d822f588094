import type { Selection } from '#shared/domain.ts';
import type { Scope } from '#shared/export.ts';
import { goesByRating } from '../library/scope.ts';
import { listingFailures } from '../sync/listing-failures.ts';
import { syncNotes } from '../sync/sync-notes.ts';
import type { Served } from './job-table.ts';
import type { StepContext, StepResult } from './step.ts';

/** Lists what a choice needs: favorites come with the lists, for anything else photos are listed. */
export function listFor(
  context: StepContext,
  scope: Scope,
  selection: Selection,
  serves?: Served,
): Promise<StepResult> {
  const rated = goesByRating(selection);
  // Whoever found out that they are ready has listed them.
  if (serves) return listAnew(context, rated ? serves.subjects : []);
  const isFavorites = selection === 'favorites';
  return list(context, isFavorites ? { favoritesOf: scope } : { photosOf: scope }, rated);
}

/** Mirrors the organization, and lists the photos of a scope where they may have changed, or all: `full`. */
export async function list(
  { workspace, signal, onProgress }: StepContext,
  { photosOf, favoritesOf }: { photosOf?: Scope; favoritesOf?: Scope },
  full: boolean,
): Promise<StepResult> {
  const report = await workspace.sync({
    photosOf: photosOf ? () => photosOf : null,
    ...(favoritesOf && { favoritesOf: () => favoritesOf }),
    full,
    signal,
    onProgress: (progress) => {
      // How many sessions there are to list is known only once the lists of people are in.
      if (progress.label === 'photos') onProgress(progress);
      else onProgress({ ...progress, done: 0, total: null });
    },
  });
  const { db } = workspace.library;
  return { failures: listingFailures(db, report), notes: syncNotes(db, report) };
}

async function listAnew(
  { workspace, signal, onProgress }: StepContext,
  subjects: Served['subjects'],
): Promise<StepResult> {
  const news = subjects.map(({ modelId }) => ({ modelId, what: 'all' as const, favorite: false }));
  const { failed } = await workspace.updateModels(news, signal);
  const total = subjects.length;
  const counts = { done: total, total, bytes: 0, failed: failed.length };
  onProgress({ phase: 'list', label: 'photos', ...counts });
  return { failures: listingFailures(workspace.library.db, { failed }) };
}
