import { type ErrorData, isAppError, toErrorData } from '#shared/errors.ts';
import type { Job } from '#shared/jobs.ts';
import type { Live } from '#shared/live.ts';
import type { WebhookEvent } from '../headshotpro/webhook.ts';
import type { Clock, Desktop, KeyVault, Log, Random } from '../ports.ts';
import { type Place, workOf } from '../session/place.ts';
import type { SettingsFile } from '../settings/settings.ts';
import type { ModelNews } from '../sync/update-models.ts';
import { EventQueue } from './event-queue.ts';
import { createLook } from './look.ts';
import { Polling } from './polling.ts';
import { type StartReceiver, startReceiver } from './receiver.ts';
import { Reception } from './reception.ts';
import { RuleRunner } from './rule-runner.ts';
import { createRuleTable } from './rule-table.ts';
import { type RuleToSave, ruleStates, saveRule, someRuleIsOn } from './rules.ts';
import { createSeenTable } from './seen-table.ts';

export interface LiveOptions {
  ports: {
    clock: Clock;
    random: Random;
    log: Log;
    vault: KeyVault;
    desktop: Pick<Desktop, 'notify'>;
  };
  settings: SettingsFile;
  /** The library in use, if any. */
  place(): Place | null;
  /** Why HeadshotPro cannot be asked now; null while it can. */
  obstacle(): { error: ErrorData } | null;
  changed(): void;
  libraryChanged(): void;
  startReceiver?: StartReceiver;
}

/** What keeps a library up to date by itself: looks for news, webhooks, and rules about what is new. */
export type LiveKeeper = ReturnType<typeof createLive>;

export function createLive(options: LiveOptions) {
  const { ports, settings, changed, libraryChanged } = options;
  const { clock, random, log, vault } = ports;
  const closing = new AbortController();
  const runner = new RuleRunner(ports);
  let look = createLook();
  let looked: Place | null = null;
  let visible = false;
  /** A webhook could not be worked on: the next look begins a sync whatever it finds. */
  let owed = false;

  const openWork = () => {
    const place = options.place();
    return place?.work ? { place, library: place.library, ...place.work } : null;
  };
  const isSyncing = (): boolean => {
    const open = openWork()?.jobs.list() ?? [];
    return open.some(({ kind, state }) => kind === 'sync' && SYNCING.includes(state));
  };
  const runRules = (): void => {
    const work = openWork();
    if (work && runner.run(work)) changed();
  };

  const polling = new Polling({
    clock,
    random,
    log,
    intervalMs: () => settings.get().pollMinutes * 60_000,
    isWanted() {
      const work = openWork();
      if (!work || options.obstacle() || isSyncing()) return false;
      return visible || someRuleIsOn(work.library);
    },
    async look(signal) {
      const work = openWork();
      if (!work || isSyncing()) return;
      const { place, library, jobs } = work;
      if (looked !== place) look = createLook();
      looked = place;
      try {
        const isNews = await look.forNews(place.api, library.db, signal);
        if (options.place() !== place) return;
        if (isNews || owed) jobs.sync(false);
        else runRules();
        owed = false;
      } catch (error) {
        if (options.place() === place && !signal.aborted) place.failed(error);
        throw error;
      }
    },
    changed,
  });

  const events = new EventQueue(clock, async (news: ModelNews[]) => {
    const work = openWork();
    try {
      const obstacle = options.obstacle();
      if (!work || obstacle) throw obstacle?.error ?? 'no library is open';
      const { failed } = await work.workspace.updateModels(news, closing.signal);
      if (failed.length > 0) throw failed[0];
    } catch (error) {
      owed = true;
      if (closing.signal.aborted) return;
      if (work && options.place() === work.place && isAppError(error)) work.place.failed(error);
      log.warn('a webhook waits for the next look', { code: toErrorData(error).code });
    }
    libraryChanged();
    runRules();
  });

  const reception = new Reception({
    clock,
    log,
    vault,
    settings,
    startReceiver: options.startReceiver ?? startReceiver,
    memory() {
      const work = openWork();
      return work && createSeenTable(work.library.db, () => clock.now());
    },
    onEvent(event: WebhookEvent) {
      const { organizationUid } = event;
      const isOurs = organizationUid === null || organizationUid === options.place()?.uid;
      if (isOurs) events.add(event);
      return isOurs;
    },
    changed,
  });

  const snapshot = (): Live => {
    const place = options.place();
    return {
      pollMinutes: settings.get().pollMinutes,
      lastLookAt: polling.lastLookAt,
      nextLookAt: polling.nextLookAt,
      receiver: reception.state(),
      rules: place ? ruleStates(place.library) : [],
    };
  };

  return {
    snapshot,
    start: () => reception.start(),

    setVisible(isVisible: boolean): void {
      visible = isVisible;
      polling.wake();
    },

    /** Looks now. Throws why it cannot. */
    async look(): Promise<void> {
      await polling.lookNow();
    },

    setReceiver: (input: Parameters<Reception['set']>[0]) => reception.set(input),

    saveRule(rule: RuleToSave): void {
      const place = options.place();
      if (!place) return;
      const { library } = workOf(place).workspace;
      const saved = saveRule(library, rule);
      runner.forgive(saved.id);
      runRules();
      polling.wake();
      changed();
    },

    deleteRule(id: string): void {
      const place = options.place();
      if (!place) return;
      createRuleTable(workOf(place).workspace.library).remove(id);
      polling.wake();
      changed();
    },

    /** The settings, the session or the library in use are others. */
    wake: () => polling.wake(),

    /** A job has ended: perhaps somebody is ready now. Whether it was a rule's own. */
    jobEnded(job: Job): boolean {
      const work = openWork();
      if (!work) return false;
      if (job.kind === 'sync' && job.state === 'failed') look.again();
      const isRules = runner.ended(work, job);
      runRules();
      if (job.kind === 'sync' && job.state === 'done') polling.seen();
      else polling.wake();
      changed();
      return isRules;
    },

    async close(): Promise<void> {
      closing.abort();
      await reception.close();
      await Promise.all([events.close(), polling.close()]);
    },
  };
}

const SYNCING: readonly Job['state'][] = ['waiting', 'running', 'offline'];
