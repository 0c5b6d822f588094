import { UNASSIGNED } from '#shared/export.ts';
import type { TeamTotals } from '#shared/library.ts';
import type { LibraryView } from '#shared/window.ts';
import type { WorkTarget } from '../../state/navigation.ts';
import { viewName } from './library-words.ts';
import { t } from './texts.ts';

const EVERYTHING = { teamIds: [], personIds: [], photos: [] };

/** These people. `name` is that of a single one. */
export function peopleTarget(personIds: readonly string[], name: string | null): WorkTarget {
  return {
    scope: { ...EVERYTHING, personIds: [...personIds] },
    label: name ?? t('people', { count: personIds.length }),
    people: personIds.length,
  };
}

/** One team. */
export function teamTarget({ id, name, people }: TeamTotals): WorkTarget {
  return {
    scope: { ...EVERYTHING, teamIds: [id] },
    label: id === UNASSIGNED ? t('unassigned') : name,
    people,
  };
}

/** A whole view, without asking for its people; null where it takes their ids to say it. */
export function viewTarget(
  view: LibraryView,
  summary: { teams: readonly TeamTotals[]; people: number; organization: string },
): WorkTarget | null {
  if (view.kind === 'all') {
    return { scope: EVERYTHING, label: summary.organization, people: summary.people };
  }
  if (view.kind === 'team') {
    const team = summary.teams.find(({ id }) => id === view.teamId);
    return team ? teamTarget(team) : null;
  }
  return null;
}

/** The people of a filtered view, by their ids. */
export function listTarget(
  view: LibraryView,
  teams: readonly TeamTotals[],
  personIds: readonly string[],
): WorkTarget {
  return {
    scope: { ...EVERYTHING, personIds: [...personIds] },
    label: `${viewName(view, teams)}, ${t('people', { count: personIds.length })}`,
    people: personIds.length,
    ...(view.kind === 'favorites' && { selection: 'favorites' as const }),
  };
}
