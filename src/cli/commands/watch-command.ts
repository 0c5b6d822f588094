import type { Workspace } from '#core/core.ts';
import { parseTemplate } from '#core/exports/template.ts';
import { EventQueue } from '#core/live/event-queue.ts';
import { createLook } from '#core/live/look.ts';
import { nextTime, readInterval, readTimes, type Timing } from '#core/live/schedule.ts';
import type { ModelNews } from '#core/sync/update-models.ts';
import type { WatchRule } from '#shared/live.ts';
import type { CliContext, Connection } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { receiveWebhooks } from '../receive.ts';
import { serveRule } from '../serve.ts';
import { isPassing, sayPassing, soon, waitUntil } from '../watch-patience.ts';
import { type RuleOptions, ruleOf, syncForRule } from '../watch-rule.ts';
import { readWebhookSecret } from '../webhook-secret.ts';

/** The options of `watch`. */
export interface WatchOptions extends RuleOptions {
  every: string;
  schedule?: string;
  once?: boolean;
  webhookPort?: number;
  webhookHost: string;
}

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
