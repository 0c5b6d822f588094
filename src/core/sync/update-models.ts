import { type ErrorData, isAppError, toErrorData } from '#shared/errors.ts';
import type { CallOptions, HeadshotProApi } from '../headshotpro/api.ts';
import type { Library } from '../library/library.ts';
import { indexPeopleInTurns } from '../library/people-index.ts';
import { NOBODY } from './ask-favorites.ts';
import { OWN_FAILURES } from './on-its-own.ts';

/** What is known to be new about one session. */
export interface ModelNews {
  modelId: string;
  what: 'all' | 'favorite' | 'gone';
  /** Whether a favorite was chosen, besides. */
  favorite: boolean;
}

/** What became of it. */
export interface UpdateReport {
  updated: string[];
  failed: ({ modelId: string } & ErrorData)[];
}

/**
 * Brings single sessions up to date, with one to three calls each, where a sync would read every list.
 * Throws what concerns everybody, such as no network; those before it are done by then.
 */
export async function updateModels(
  api: HeadshotProApi,
  library: Library,
  news: readonly ModelNews[],
  call: CallOptions = {},
): Promise<UpdateReport> {
  const report: UpdateReport = { updated: [], failed: [] };
  if (news.length === 0) return report;
  try {
    for (const each of news) {
      try {
        await updateModel(api, library, each, call);
        report.updated.push(each.modelId);
      } catch (error) {
        if (!isAppError(error, ...OWN_FAILURES, 'not_found')) throw error;
        report.failed.push({ modelId: each.modelId, ...toErrorData(error) });
      }
    }
  } finally {
    await indexPeopleInTurns(library.db);
  }
  return report;
}

async function updateModel(
  api: HeadshotProApi,
  { db, mirror }: Library,
  { modelId, what, favorite }: ModelNews,
  call: CallOptions,
): Promise<void> {
  if (what === 'gone') return mirror.modelGone(modelId);
  const isListed = db.get(
    'SELECT 1 FROM models WHERE id = :modelId AND listed_at IS NOT NULL AND gone_at IS NULL',
    { modelId },
  );
  if (what === 'all' || !isListed) {
    const model = await api.models.get(modelId, call);
    if (model === null) return mirror.modelGone(modelId);
    mirror.models([model]);
    if (model.status !== 'active') return;
    const listed = await Array.fromAsync(api.photos.list(modelId, { include: 'main' }, call));
    mirror.photos(
      modelId,
      listed.map(({ photo }) => photo),
      null,
    );
  }
  if (!favorite) return;
  const chosen = await api.photos.favorite(modelId, call);
  if (chosen === null) return mirror.noFavorite(modelId);
  mirror.favorites([{ ...chosen, photo: { ...chosen.photo, modelId }, person: NOBODY }]);
}
