import { AppError, type ErrorData } from '#shared/errors.ts';
import type { WatchRule, WatchRuleState } from '#shared/live.ts';
import { parseTemplate } from '../exports/template.ts';
import type { Library } from '../library/library.ts';
import { createRuleTable } from './rule-table.ts';
import { teamNameOf } from './rule-words.ts';
import { isThere, passOver } from './subjects.ts';

/** What is asked of a rule that is saved; without an id it is a new one. */
export type RuleToSave = Omit<WatchRule, 'id'> & { id: string | null; includeEarlier?: boolean };

const GO_ON = 'Then save the rule again, or resume its work under Activity.';

const TEAM_GONE: ErrorData = {
  code: 'not_found',
  message: 'The team of this rule was deleted. Choose another team, or delete the rule.',
};

/** The window's rules as it shows them; `stuck` are their jobs that wait for somebody. */
export function ruleStates(
  library: Library,
  stuck: readonly { ruleId: string; error: ErrorData }[],
): WatchRuleState[] {
  const waiting = (id: string): ErrorData | null => {
    const error = stuck.find(({ ruleId }) => ruleId === id)?.error;
    return error ? { ...error, message: `${error.message} ${GO_ON}` } : null;
  };
  return createRuleTable(library)
    .all()
    .map(({ rule, lastRunAt, problem, served }) => ({
      ...rule,
      teamName: teamNameOf(library.db, rule.teamId),
      lastRunAt,
      served,
      problem: isThere(library.db, rule.teamId) ? (waiting(rule.id) ?? problem) : TEAM_GONE,
    }));
}

/** Whether a rule is on: then somebody waits for news. */
export function someRuleIsOn(library: Library): boolean {
  return createRuleTable(library)
    .all()
    .some(({ rule }) => rule.enabled);
}

/**
 * Saves a rule. What is ready or chosen when it is made, turned on, or given another team or event,
 * is left alone, unless earlier ones are to be included. Throws `not_found` or `template_invalid`.
 */
export function saveRule(library: Library, { includeEarlier = false, ...rule }: RuleToSave) {
  const { db } = library;
  const table = createRuleTable(library);
  const before = rule.id === null ? null : table.get(rule.id)?.rule;
  if (before === undefined) {
    throw new AppError('not_found', 'This rule was deleted meanwhile. Make a new one.');
  }
  if (!isThere(db, rule.teamId)) {
    throw new AppError('not_found', 'This team was deleted meanwhile. Choose another one.');
  }
  if (rule.to !== null) parseTemplate(rule.template);
  const isOtherwise =
    before === null ||
    before.on !== rule.on ||
    before.teamId !== rule.teamId ||
    (rule.enabled && !before.enabled);
  return db.transaction(() => {
    const saved = table.save(rule);
    if (includeEarlier) {
      const params = { id: saved.id };
      db.run('DELETE FROM watch_served WHERE rule_id = :id AND served_at IS NULL', params);
    } else if (isOtherwise) {
      passOver(db, saved);
    }
    return saved;
  });
}
