import { beforeEach, expect, it } from 'vitest';
import type { Job } from '#shared/jobs.ts';
import { RecordingLog } from '#test/recording-log.ts';
import { createJobEffects } from './job-effects.ts';

let calls: unknown[][];
let effects: ReturnType<typeof createJobEffects>;
beforeEach(() => {
  calls = [];
  const desktop = {
    showProgress: (fraction: number | null) => void calls.push(['progress', fraction]),
    keepAwake: (on: boolean) => void calls.push(['awake', on]),
    notify: (title: string, body: string) => void calls.push(['notify', title, body]),
  };
  effects = createJobEffects(desktop, new RecordingLog());
});

function job(changes: Partial<Job> = {}): Job {
  const phase = { done: 0, total: null, bytes: 0, failed: 0 };
  return {
    id: '1',
    kind: 'export',
    label: 'Sales, favorites',
    state: 'running',
    phases: [
      { phase: 'list', ...phase },
      { phase: 'download', ...phase },
      { phase: 'zip', ...phase },
      { phase: 'verify', ...phase },
    ],
    bytesPerSecond: null,
    etaMs: null,
    createdAt: '2026-02-03T09:15:00.000Z',
    endedAt: null,
    failed: 0,
    error: null,
    exports: [],
    ...changes,
  };
}

it('keeps the computer awake and shows progress while a job runs, and says each thing once', () => {
  effects.show([job()]);
  effects.show([job()]);
  const [list, download, ...rest] = job().phases;
  if (!list || !download) throw new Error('An export has these phases.');
  const phases = [{ ...list, done: 0, total: 0 }, { ...download, done: 50, total: 100 }, ...rest];
  effects.show([job({ state: 'waiting' }), job({ phases })]);
  effects.show([job({ state: 'done' })]);
  expect(calls).toEqual([
    ['progress', 0],
    ['awake', true],
    ['progress', 0.4],
    ['progress', null],
    ['awake', false],
  ]);
});

it('tells the end of long work only, with what went wrong', () => {
  effects.tellEnd(job({ state: 'done' }), 2_000);
  effects.tellEnd(job({ state: 'done', failed: 3 }), 60_000);
  const error = { code: 'disk_full', message: 'The disk is full.' } as const;
  effects.tellEnd(job({ state: 'failed', error }), 60_000);
  expect(calls).toEqual([
    ['notify', 'Export finished', 'Sales, favorites. 3 failed: see Activity.'],
    ['notify', 'Export failed', 'Sales, favorites: The disk is full.'],
  ]);
});
