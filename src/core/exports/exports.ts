import { setImmediate } from 'node:timers/promises';
import { toErrorData } from '#shared/errors.ts';
import type { ExportOptions, ExportPlan, ExportReport, Scope } from '#shared/export.ts';
import type { PhotoChoice } from '#shared/library.ts';
import { assertConnected, isConnected } from '../library/connected.ts';
import { recordExported } from '../library/exported-files.ts';
import type { Library } from '../library/library.ts';
import { type BadFile, chosenOnceDownloaded, planContext } from './export-tasks.ts';
import { runInThread, type TaskHooks } from './export-thread.ts';
import { isYetToCome } from './once-downloaded.ts';
import { planExport } from './plan.ts';

/** Exports out of one library, recorded in it. Whatever takes long is done in another thread. */
export interface Exports {
  /**
   * What an export would do once everything that can be downloaded has been; looks at the target
   * folder and throws `target_exists` like the real one. `toDownload` photos are not here yet.
   */
  preview(options: ExportOptions): { plan: ExportPlan; toDownload: number };
  /**
   * Rejects with what {@link Exports.preview} would throw, and, as all that follow, with `disk_failed`
   * where the library's disk is not connected.
   */
  assertPossible(options: ExportOptions, signal?: AbortSignal): Promise<void>;
  /**
   * Looks whether the chosen files are still where they were stored, and marks those that are not,
   * so that a download fetches them again. The number marked.
   */
  checkPresence(scope: Scope, choice: PhotoChoice, signal?: AbortSignal): Promise<number>;
  /** Plans, writes, verifies and records an export of what is on disk. */
  run(options: ExportOptions, work?: Omit<TaskHooks, 'onWritten'>): Promise<ExportReport>;
  /** The same into the folder `options.to`, whatever it holds: adds what is not there, replaces nothing. */
  add(options: ExportOptions, work?: Omit<TaskHooks, 'onWritten'>): Promise<ExportReport>;
}

export function createExports(library: Library): Exports {
  const { folder } = library.paths;

  const carryOut = async (
    task: 'run' | 'add',
    options: ExportOptions,
    work?: Omit<TaskHooks, 'onWritten'>,
  ): Promise<ExportReport> => {
    assertConnected(library.paths);
    const id = begin(library, options);
    try {
      const onWritten: TaskHooks['onWritten'] = (files) => recordExported(library, files);
      const order = { folder, task, input: options } as const;
      const { report, bad } = await runInThread(order, { ...work, onWritten });
      if (isConnected(library.paths)) await markBadFiles(library, bad);
      end(library, id, report, null);
      return report;
    } catch (error) {
      const { code } = toErrorData(error);
      end(library, id, null, code);
      // A thread that says why it fails has left nothing; one that broke down could not see to that.
      const tidyUp = { folder, task: 'tidyUp', input: options } as const;
      if (code === 'internal') await runInThread(tidyUp).catch(() => {});
      throw error;
    }
  };

  return {
    preview(options) {
      const plan = planExport(
        options,
        chosenOnceDownloaded(library, options),
        planContext(library),
      );
      const entries = plan.targets.flatMap((target) => target.entries);
      return { plan, toDownload: entries.filter(({ candidate }) => isYetToCome(candidate)).length };
    },

    async assertPossible(options, signal) {
      assertConnected(library.paths);
      await runInThread({ folder, task: 'assertPossible', input: options }, { signal });
    },

    async checkPresence(scope, { selection, variant }, signal) {
      assertConnected(library.paths);
      // A thread would take longer to start than a small download.
      if (!library.files.hasStored()) return 0;
      const input = { scope, choice: { selection, variant } };
      const bad = await runInThread({ folder, task: 'findBadFiles', input }, { signal });
      await markBadFiles(library, bad);
      return bad.length;
    },

    run: (options, work) => carryOut('run', options, work),
    add: (options, work) => carryOut('add', options, work),
  };
}

function begin({ db, now }: Library, options: ExportOptions): number {
  const begun = db.get<{ id: number }>(
    'INSERT INTO exports (started_at, options) VALUES (:now, :options) RETURNING id',
    { now: now(), options: JSON.stringify(options) },
  );
  return begun?.id ?? 0;
}

function end({ db, now }: Library, id: number, report: ExportReport | null, code: string | null) {
  db.run(
    'UPDATE exports SET ended_at = :now, report = :report, error_code = :code WHERE id = :id',
    { id, now: now(), report: report && JSON.stringify(report), code },
  );
}

/** What is damaged or gone is marked, so that the next download fetches it again; a few at a time. */
async function markBadFiles({ files }: Library, bad: readonly BadFile[]): Promise<void> {
  for (const { state, ...key } of bad) {
    files.setState(key, state);
    await setImmediate();
  }
}
