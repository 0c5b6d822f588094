import type { Workspace } from '#core/core.ts';
import { goesByRating, selectionCondition } from '#core/library/scope.ts';
import { teamNameOf } from '#core/live/rule-words.ts';
import {
  isFinal,
  markServed,
  type Subject,
  scopeOfSubjects,
  unservedSubjects,
} from '#core/live/subjects.ts';
import { AppError } from '#shared/errors.ts';
import type { WatchRule } from '#shared/live.ts';
import type { CliContext } from './context.ts';
import { type Failure, sayFailures } from './failures.ts';
import { fetchChosen } from './fetch.ts';
import { count } from './format.ts';

const RETRY = 'They are tried again at the next look.';

/**
 * Serves whom the rule has not served: photos here, then in the folder, then written down, then said,
 * in that order, so that a stop at any point leaves them to be served again. How many could not be.
 */
export async function serveRule(
  context: CliContext,
  workspace: Workspace,
  rule: WatchRule,
): Promise<number> {
  const { db, now } = workspace.library;
  const tried = new Set<string>();
  let unserved = 0;
  for (;;) {
    const subjects = unservedSubjects(db, rule).filter(({ key }) => !tried.has(key));
    if (subjects.length === 0) return unserved;
    for (const { key } of subjects) tried.add(key);
    const failed = await bring(context, workspace, rule, subjects);
    sayFailures(context.terminal, failed, RETRY);
    const missing = new Set(
      failed.filter(({ code }) => !isFinal(code)).map(({ modelId }) => modelId),
    );
    const done = subjects.filter(({ modelId }) => !missing.has(modelId));
    unserved += subjects.length - done.length;
    markServed(
      db,
      rule.id,
      done.map(({ key }) => key),
      now(),
    );
    for (const subject of done) saySubject(context, workspace, rule, subject);
  }
}

/** Downloads, and adds to the folder; what could not be had. */
async function bring(
  context: CliContext,
  workspace: Workspace,
  rule: WatchRule,
  subjects: readonly Subject[],
): Promise<readonly Failure[]> {
  const { signal, terminal } = context;
  const { selection, variant, template, to } = rule;
  if (goesByRating(selection)) {
    const news = subjects.map(({ modelId }) => ({
      modelId,
      what: 'all' as const,
      favorite: false,
    }));
    await workspace.updateModels(news, signal);
  }
  const scope = scopeOfSubjects(subjects);
  const { outcome, failed } = await fetchChosen(context, workspace, { scope, selection, variant });
  if (outcome.halted) throw new AppError(outcome.halted.code, outcome.halted.message);
  if (to === null) return failed;
  const options = { scope, selection, variant, template, to, overwrite: false };
  const report = await workspace.exports.add(
    { ...options, layout: 'folder' },
    { signal, onProgress: terminal.progress },
  );
  terminal.settle();
  return report.failed;
}

function saySubject(
  { terminal }: CliContext,
  { library: { db } }: Workspace,
  { on, selection, to, teamId }: WatchRule,
  { modelId, person }: Subject,
): void {
  const chosen = db.get<{ photos: number }>(
    `SELECT COUNT(*) AS photos FROM photos WHERE model_id = :modelId AND gone_at IS NULL
       AND status <> 'deleted' AND ${selectionCondition(selection)}`,
    { modelId },
  );
  const photos = chosen?.photos ?? 0;
  terminal.json({ served: { on, person, modelId, team: teamNameOf(db, teamId), photos, to } });
  const where = to === null ? 'downloaded' : `added to ${to}`;
  terminal.say(`${person}: ${count(photos, 'photo')} ${where}`);
}
