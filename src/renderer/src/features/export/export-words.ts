import type { Selection } from '#shared/domain.ts';
import type { ExportWork, Obstacle } from './export-store.ts';
import { t } from './texts.ts';

/** What a job is called in the activity: whom it is about and which photos. */
export function jobLabel(label: string, selection: Selection): string {
  switch (selection) {
    case 'all':
      return t('labelAll', { label });
    case 'favorites':
      return t('labelFavorites', { label });
    case 'loved':
      return t('labelLoved', { label });
    case 'liked':
      return t('labelLiked', { label });
  }
}

/** Why the export cannot begin, and what to do about it. */
export function obstacleText(obstacle: Obstacle, work: ExportWork): string {
  switch (obstacle) {
    case 'waiting':
      return t('waiting');
    case 'failed':
      return work.failure?.message ?? work.preview?.error?.message ?? '';
    case 'template':
      return t('fixTemplate');
    case 'exists':
      return t('exists');
    case 'nothing-here':
      return t('nothingHere');
    case 'nothing':
      if (work.choices.selection === 'all') return t('nothing');
      return work.choices.selection === 'favorites' ? t('nothingFavorites') : t('nothingRated');
  }
}
