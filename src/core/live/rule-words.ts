import { basename } from 'node:path';
import { UNASSIGNED, UNASSIGNED_NAME } from '#shared/export.ts';
import type { WatchRule } from '#shared/live.ts';
import type { Database } from '../library/database.ts';
import type { Subject } from './subjects.ts';

const NAMES_SHOWN = 3;

/** How a rule's team is called; null for everybody, and where the team is gone. */
export function teamNameOf(db: Database, teamId: string | null): string | null {
  if (teamId === null) return null;
  if (teamId === UNASSIGNED) return UNASSIGNED_NAME;
  const team = db.get<{ name: string }>(
    'SELECT name FROM teams WHERE id = :teamId AND gone_at IS NULL',
    { teamId },
  );
  return team?.name ?? null;
}

/** `Anna Berg, Ben Adams and 3 more`. */
export function namesOf(subjects: readonly Subject[]): string {
  // Somebody with two sessions is one person.
  const names = [...new Set(subjects.map(({ person }) => person))];
  const shown = names.slice(0, NAMES_SHOWN);
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  const last = shown.pop() ?? '';
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}

/** What the job of a rule is called in the list. */
export function labelOf(db: Database, rule: WatchRule, subjects: readonly Subject[]): string {
  const team = teamNameOf(db, rule.teamId);
  return `${team === null ? 'Watch' : `Watch ${team}`}: ${namesOf(subjects)}`;
}

/** What a person is told once a rule has done its work: for all of them at once. */
export function noticeOf(
  rule: Pick<WatchRule, 'on' | 'to'>,
  subjects: readonly Subject[],
): { title: string; body: string } {
  const people = new Set(subjects.map(({ person }) => person)).size;
  const title =
    rule.on === 'ready'
      ? `${people === 1 ? 'One person is' : `${people} people are`} ready`
      : `${people === 1 ? 'One person has' : `${people} people have`} chosen a favorite`;
  const where = rule.to === null ? 'downloaded' : `added to ${basename(rule.to)}`;
  return { title, body: `${namesOf(subjects)}: ${where}.` };
}
