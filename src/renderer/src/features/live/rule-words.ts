import { UNASSIGNED } from '#shared/export.ts';
import type { WatchRule, WatchRuleState } from '#shared/live.ts';
import { formatAgo } from '../../text/format.ts';
import { t } from './texts.ts';

/** `When somebody in Sales becomes ready`. */
export function whenWords({ on, teamId, teamName }: WatchRuleState): string {
  return t(`when_${on}`, { who: whoWords(teamId, teamName) });
}

/** `Add all photos to “Intranet”, then notify`. */
export function thenWords({ selection, to, notify }: WatchRule): string {
  const what = t(`what_${selection}`);
  if (to === null) return t(notify ? 'fetchNotify' : 'fetch', { what });
  return t(notify ? 'addNotify' : 'add', { what, folder: lastPart(to) });
}

/** What became of it last, seen from `nowMs`. */
export function resultWords({ served, lastRunAt, problem }: WatchRuleState, nowMs: number): string {
  const ago = lastRunAt === null ? null : formatAgo(lastRunAt, nowMs);
  if (ago === null) return t('servedNobody');
  if (problem !== null) return t('lastTried', { ago });
  return t('served', { count: served, ago });
}

/** A rule without what became of it. */
export function ruleOf(state: WatchRuleState): WatchRule {
  const { teamName: _team, lastRunAt: _run, served: _served, problem: _problem, ...rule } = state;
  return rule;
}

function whoWords(teamId: string | null, teamName: string | null): string {
  if (teamId === null) return t('whoAll');
  if (teamId === UNASSIGNED) return t('whoUnassigned');
  return teamName === null ? t('whoGone') : t('whoTeam', { team: teamName });
}

/** A folder's own name, of a path of any system; the path itself where it is a root. */
function lastPart(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
}
