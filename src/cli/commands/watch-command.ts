import { createHash } from 'node:crypto';
import type { Workspace } from '#core/core.ts';
import { defaultTemplate, parseTemplate } from '#core/exports/template.ts';
import { EventQueue } from '#core/live/event-queue.ts';
import { createLook } from '#core/live/look.ts';
import { commandRuleId, createRuleTable } from '#core/live/rule-table.ts';
import { nextTime, readInterval, readTimes, type Timing } from '#core/live/schedule.ts';
import { passOver } from '#core/live/subjects.ts';
import type { ModelNews } from '#core/sync/update-models.ts';
import { type AppError, type ErrorCode, isAppError } from '#shared/errors.ts';
import type { WatchRule } from '#shared/live.ts';
import type { CliContext, Connection } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { listingFailures, sayFailures, sayGaps } from '../failures.ts';
import { count } from '../format.ts';
import { receiveWebhooks } from '../receive.ts';
import { resolveScope } from '../scope.ts';
import { serveRule } from '../serve.ts';
import { readWebhookSecret } from '../webhook-secret.ts';

/** The options of `watch`. */
export interface WatchOptions extends Pick<WatchRule, 'on' | 'selection' | 'variant'> {
  team?: string;
  to?: string;
  template?: string;
  every: string;
  schedule?: string;
  once?: boolean;
  existing?: boolean;
  webhookPort?: number;
  webhookHost: string;
}

/** What may be over at the next look. */
const PASSING: readonly ErrorCode[] = [
  'api_unreachable',
  'api_failed',
  'api_not_understood',
  'rate_limited',
  'disk_full',
  'disk_failed',
  'target_exists',
];
/** A computer that slept, or whose clock was set, is noticed within this. */
const LONGEST_SLEEP_MS = 60_000;

/** `watch`: follows one rule until Ctrl-C, or once. What it has served is kept in the library. */
export async function watch(context: CliContext, options: WatchOptions): Promise<number> {
  const { schedule, every, webhookPort } = options;
  const timing = schedule === undefined ? readInterval(every) : readTimes(schedule);
  if (options.template !== undefined) parseTemplate(options.template);
  const secret = webhookPort === undefined ? null : await readWebhookSecret(context.world, false);
  for (;;) {
    try {
      return await context.online((workspace, connection) =>
        watchLibrary(context, workspace, connection, options, timing, secret),
      );
    } catch (error) {
      // To be stopped is how it ends.
      if (context.signal.aborted && !options.once) return EXIT.done;
      // A server that has just started may have no network yet.
      if (options.once || !isPassing(context, error)) throw error;
      sayPassing(context, error);
      await waitUntil(context, Math.min(nextTime(timing, context.clock.now()), soon(context)));
      if (context.signal.aborted) return EXIT.done;
    }
  }
}

async function watchLibrary(
  context: CliContext,
  workspace: Workspace,
  { api, organization }: Connection,
  options: WatchOptions,
  timing: Timing,
  secret: string | null,
): Promise<number> {
  const { terminal, signal, clock } = context;
  const { db } = workspace.library;
  const look = createLook();
  let rule: WatchRule | null = null;
  let isSyncOwed = true;
  let news: ModelNews[] = [];
  let wake = () => {};
  const queue = new EventQueue(clock, async (some) => {
    news.push(...some);
    wake();
  });
  const { webhookPort: port, webhookHost: host } = options;
  const receiver =
    port === undefined || secret === null
      ? null
      : await receiveWebhooks(
          context,
          workspace,
          { host, port, secret, organizationUid: organization.uid },
          (event) => queue.add(event),
        );

  /** Brings the library up to date: with single sessions where webhooks named them. */
  const update = async (isDue: boolean): Promise<void> => {
    const some = news;
    news = [];
    try {
      if (isSyncOwed || (isDue && (await look.forNews(api, db, signal)))) {
        await syncForRule(context, workspace, options);
        isSyncOwed = false;
      } else if (some.length > 0) {
        const { failed } = await workspace.updateModels(some, signal);
        isSyncOwed = failed.length > 0;
      }
    } catch (error) {
      isSyncOwed = true;
      throw error;
    }
  };

  try {
    for (let isDue = true; ; ) {
      const dueMs = nextTime(timing, clock.now());
      try {
        await update(isDue);
        rule ??= ruleOf(context, workspace, options);
        const unserved = await serveRule(context, workspace, rule);
        if (options.once) return unserved > 0 ? EXIT.somePhotosFailed : EXIT.done;
      } catch (error) {
        if (options.once || !isPassing(context, error)) throw error;
        sayPassing(context, error);
      }
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      if (news.length === 0) await waitUntil(context, dueMs, woken);
      if (signal.aborted) {
        terminal.settle();
        return EXIT.done;
      }
      isDue = clock.now() >= dueMs;
    }
  } finally {
    await receiver?.close();
    await queue.close();
  }
}

/** The rule that the options spell out: found again by the same words, else made. */
function ruleOf(
  { terminal, path }: CliContext,
  { library }: Workspace,
  { on, team, selection, variant, to, template, existing = false }: WatchOptions,
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

/** Favorites come with the lists; for anything else photos have to be listed. */
async function syncForRule(
  { terminal, signal }: CliContext,
  workspace: Workspace,
  { team, selection }: WatchOptions,
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

/** Ends early when `woken` resolves, and when the command is stopped. */
async function waitUntil(
  { clock, signal }: CliContext,
  dueMs: number,
  woken: Promise<void> = new Promise(() => {}),
): Promise<void> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  void woken.then(() => stop.abort());
  while (!either.aborted && clock.now() < dueMs) {
    const sleepMs = Math.min(dueMs - clock.now(), LONGEST_SLEEP_MS);
    await clock.sleep(sleepMs, either).catch(() => {});
  }
}

function isPassing({ signal }: CliContext, error: unknown): error is AppError {
  return !signal.aborted && isAppError(error, ...PASSING);
}

function sayPassing({ terminal }: CliContext, { message }: AppError): void {
  terminal.complain(`${message} Headshot Desk tries again at the next look.`);
}

const soon = ({ clock }: CliContext): number => clock.now() + LONGEST_SLEEP_MS;
