import { UNASSIGNED } from '#shared/export.ts';
import type { TeamTotals } from '#shared/library.ts';
import type { LibraryView } from '#shared/window.ts';
import { lifecycleName } from '../../text/people.ts';
import { t } from './texts.ts';

/** How a view is called. */
export function viewName(view: LibraryView, teams: readonly TeamTotals[]): string {
  switch (view.kind) {
    case 'team':
      if (view.teamId === UNASSIGNED) return t('unassigned');
      return teams.find((team) => team.id === view.teamId)?.name ?? t('team');
    case 'lifecycle':
      return lifecycleName(view.lifecycle);
    default:
      return t(view.kind);
  }
}
