import type { ErrorCode } from '#shared/errors.ts';
import type { Progress } from '#shared/progress.ts';
import type { ExportedFile } from '../library/exported-files.ts';
import type { EXPORT_TASKS } from './export-tasks.ts';

type Tasks = typeof EXPORT_TASKS;

/** What can be asked of the export thread. */
export type TaskName = keyof Tasks;
export type TaskResult<K extends TaskName> = Awaited<ReturnType<Tasks[K]>>;

/** What a thread is started with. Never a key: exports need none. */
export interface TaskOrder<K extends TaskName = TaskName> {
  /** The library's own folder. */
  folder: string;
  task: K;
  input: Parameters<Tasks[K]>[1];
}

/** What the thread says. After `writing` and `written` it waits for a `go-on`. */
export type FromThread =
  | { kind: 'progress'; progress: Progress }
  | { kind: 'writing' }
  | { kind: 'written'; files: ExportedFile[] }
  | { kind: 'done'; result: unknown }
  | { kind: 'failed'; code: ErrorCode; message: string };

/** What the thread is told. */
export type ToThread = 'go-on' | 'cancel';
