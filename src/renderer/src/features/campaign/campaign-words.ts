import type { CampaignPerson, CampaignStep } from '#shared/campaign.ts';
import { UNASSIGNED } from '#shared/export.ts';
import { t } from './texts.ts';

/** The steps that lead on to the next, in order. */
export const WAY = ['pending', 'accepted', 'uploading', 'generating', 'completed'] as const;
/** Where some are left behind. */
export const BESIDE = ['failed', 'gone'] as const;

/** From so many days on, somebody who is not ready counts as stuck. */
const STUCK_DAYS = 7;

export function stepName(step: CampaignStep): string {
  return t(step);
}

/** What somebody at the step does or waits for. */
export function stepHint(step: CampaignStep): string {
  return t(`${step}Hint`);
}

/** A team of the campaign by its name; the people without one are a team of that kind, too. */
export function teamWords(team: { id: string; name: string }): string {
  return team.id === UNASSIGNED ? t('unassigned') : team.name;
}

/** Whom a line is about. */
export function nameOf({ name, email }: Pick<CampaignPerson, 'name' | 'email'>): string {
  return name?.trim() || email || t('noName');
}

/** Whether somebody has waited at a step for long. */
export function isStuck({ step, days }: Pick<CampaignPerson, 'step' | 'days'>): boolean {
  const moves = step !== 'completed' && step !== 'gone';
  return moves && days !== null && days >= STUCK_DAYS;
}

/** How long somebody has been at a step: `stuck for 12 days`; a dash where nobody knows. */
export function daysWords(person: Pick<CampaignPerson, 'step' | 'days'>): string {
  const { days } = person;
  if (days === null) return '–';
  if (days === 0) return t('today');
  return t(isStuck(person) ? 'stuckDays' : 'forDays', { count: days });
}
