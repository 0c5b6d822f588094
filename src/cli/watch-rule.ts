import { createHash } from 'node:crypto';
import type { Workspace } from '#core/core.ts';
import { defaultTemplate } from '#core/exports/template.ts';
import { commandRuleId, createRuleTable } from '#core/live/rule-table.ts';
import { passOver } from '#core/live/subjects.ts';
import { listingFailures } from '#core/sync/listing-failures.ts';
import type { WatchRule } from '#shared/live.ts';
import type { CliContext } from './context.ts';
import { sayFailures, sayGaps } from './failures.ts';
import { count } from './format.ts';
import { resolveScope } from './scope.ts';

/** What a command line says of the rule it follows. */
export interface RuleOptions extends Pick<WatchRule, 'on' | 'selection' | 'variant'> {
  team?: string;
  to?: string;
  template?: string;
  existing?: boolean;
}

/** The rule that the options spell out: found again by the same words, else made. */
export function ruleOf(
  { terminal, path }: CliContext,
  { library }: Workspace,
  { on, team, selection, variant, to, template, existing = false }: RuleOptions,
): WatchRule {
  const { teamIds } = resolveScope(library.db, team === undefined ? {} : { team: [team] });
  const words = {
    on,
    teamId: teamIds[0] ?? null,
    selection,
    variant,
    template: template ?? defaultTemplate('folder'),
    to: to === undefined ? null : path(to),
  };
  const id = commandRuleId(createHash('sha256').update(JSON.stringify(words)).digest('hex'));
  const table = createRuleTable(library);
  const known = table.get(id)?.rule;
  if (known) return known;
  return library.db.transaction(() => {
    const rule = table.save({ id, ...words, notify: false, enabled: true });
    const there = existing ? 0 : passOver(library.db, rule);
    if (there > 0) {
      terminal.note(
        `${count(there, 'session')} there before: only what is new from now on is served (--existing includes them).`,
      );
    }
    return rule;
  });
}

/** Mirrors what a rule needs: favorites come with the lists; for anything else photos have to be listed. */
export async function syncForRule(
  { terminal, signal }: CliContext,
  workspace: Workspace,
  { team, selection }: RuleOptions,
): Promise<void> {
  const { db } = workspace.library;
  const scope = () => resolveScope(db, team === undefined ? {} : { team: [team] });
  const report = await workspace.sync({
    ...(selection === 'favorites' ? { photosOf: null, favoritesOf: scope } : { photosOf: scope }),
    signal,
    onProgress: terminal.progress,
  });
  terminal.settle();
  sayGaps(terminal, db, report);
  sayFailures(terminal, listingFailures(db, report));
}
