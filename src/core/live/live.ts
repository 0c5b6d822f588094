import type { ErrorData } from '#shared/errors.ts';
import type { Job } from '#shared/jobs.ts';
import type { Live } from '#shared/live.ts';
import type { Clock, Desktop, KeyVault, Log, Random } from '../ports.ts';
import { type Place, workOf } from '../session/place.ts';
import type { SettingsFile } from '../settings/settings.ts';
import { createNews, type OpenWork } from './news.ts';
import { type StartReceiver, startReceiver } from './receiver.ts';
import { Reception } from './reception.ts';
import { RuleRunner, stuckJobs } from './rule-runner.ts';
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
  const { ports, settings, place, obstacle, changed, libraryChanged } = options;
  const { clock, log, vault } = ports;
  const runner = new RuleRunner(ports);
  let visible = false;
  /** Jobs of rules that wait for somebody, as they were told last. */
  let stuck = '';

  const openWork = (): OpenWork | null => {
    const open = place();
    return open?.work ? { place: open, library: open.library, ...open.work } : null;
  };
  const runRules = (): void => {
    const work = openWork();
    if (work && runner.run(work)) changed();
  };

  const news = createNews({
    ports,
    intervalMs: () => settings.get().pollMinutes * 60_000,
    isWanted: (work) => visible || someRuleIsOn(work.library),
    openWork,
    obstacle,
    changed,
    upToDate: runRules,
    libraryChanged,
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
    onEvent(event) {
      const { organizationUid } = event;
      const isOurs = organizationUid === null || organizationUid === place()?.uid;
      if (isOurs) news.add(event);
      return isOurs;
    },
    changed,
  });

  const snapshot = (): Live => {
    const open = place();
    return {
      pollMinutes: settings.get().pollMinutes,
      lastLookAt: news.lastLookAt(),
      nextLookAt: news.nextLookAt(),
      receiver: reception.state(),
      rules: open ? ruleStates(open.library, open.work ? stuckJobs(open.work.jobs) : []) : [],
    };
  };

  return {
    snapshot,
    start: () => reception.start(),

    setVisible(isVisible: boolean): void {
      visible = isVisible;
      news.wake();
    },

    /** Looks now. Throws why it cannot. */
    look: () => news.look(),

    setReceiver: (input: Parameters<Reception['set']>[0]) => reception.set(input),

    saveRule(rule: RuleToSave): void {
      const open = place();
      if (!open) return;
      const { workspace, jobs } = workOf(open);
      const saved = saveRule(workspace.library, rule);
      runner.forgive({ jobs }, saved.id);
      runRules();
      news.wake();
      changed();
    },

    deleteRule(id: string): void {
      const open = place();
      if (!open) return;
      createRuleTable(workOf(open).workspace.library).remove(id);
      news.wake();
      changed();
    },

    /** The settings, the session, the library in use or its jobs are others. */
    wake(): void {
      news.wake();
      const work = openWork();
      const now = work ? stuckJobs(work.jobs).map(({ id }) => id) : [];
      if (now.join() === stuck) return;
      stuck = now.join();
      changed();
    },

    /** A job has ended: perhaps somebody is ready now. Whether it was a rule's own. */
    jobEnded(job: Job): boolean {
      const work = openWork();
      if (!work) return false;
      const isRules = runner.ended(work, job);
      runRules();
      if (job.kind === 'sync') news.synced(job);
      news.wake();
      changed();
      return isRules;
    },

    async close(): Promise<void> {
      await reception.close();
      await news.close();
    },
  };
}
