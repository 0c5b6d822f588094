import { describe, expect, it } from 'vitest';
import type { JobPhase } from '#shared/jobs.ts';
import { currentPhase, historyOf, jobShare, phaseShare, phaseStates } from './job-progress.ts';

const phase = (name: JobPhase['phase'], done: number, total: number | null, failed = 0) => ({
  phase: name,
  done,
  total,
  bytes: 0,
  failed,
});

describe('the phases of a job', () => {
  it('are through, current or to come', () => {
    const phases = [phase('list', 3, 3), phase('download', 4, 10), phase('zip', 0, null)];
    const states = phaseStates({ state: 'running', phases }).map(({ state }) => state);
    expect(states).toEqual(['done', 'current', 'next']);
    expect(currentPhase({ state: 'running', phases })?.phase).toBe('download');
  });

  it('count what failed as gone through', () => {
    const phases = [phase('download', 8, 10, 2), phase('zip', 1, 8)];
    expect(currentPhase({ state: 'running', phases })?.phase).toBe('zip');
    expect(phaseShare(phase('download', 8, 10, 2))).toBe(1);
  });

  it('are none current once the job is over', () => {
    const phases = [phase('list', 3, 3), phase('download', 4, 10)];
    expect(currentPhase({ state: 'cancelled', phases })).toBeNull();
    expect(phaseStates({ state: 'cancelled', phases }).map(({ state }) => state)).toEqual([
      'done',
      'next',
    ]);
  });

  it('do not promise a share before the total is known', () => {
    expect(phaseShare(phase('list', 40, null))).toBeNull();
    expect(phaseShare(phase('list', 0, 0))).toBe(1);
  });
});

describe('the history', () => {
  it('holds the latest routine sync only, and everything that needs a look', () => {
    const sync = { kind: 'sync', state: 'done', failed: 0 } as const;
    const jobs = [
      { ...sync, id: 'running', state: 'running' as const },
      { ...sync, id: 'latest' },
      { ...sync, id: 'export', kind: 'export' as const },
      { ...sync, id: 'failures', failed: 2 },
      { ...sync, id: 'old' },
    ];
    expect(historyOf(jobs).map(({ id }) => id)).toEqual(['latest', 'export', 'failures']);
  });
});

describe('a whole job', () => {
  it('only grows, and is full when all phases are', () => {
    const shares = [
      [phase('list', 0, null), phase('download', 0, null)],
      [phase('list', 5, 5), phase('download', 0, 20)],
      [phase('list', 5, 5), phase('download', 10, 20)],
      [phase('list', 5, 5), phase('download', 18, 20, 2)],
    ].map((phases) => jobShare({ phases }));
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares[0]).toBe(0);
    expect(shares[3]).toBe(1);
  });
});
