import { describe, expect, it } from 'vitest';
import type { Job } from '#shared/jobs.ts';
import { endedBetween, endingText } from './endings.ts';

const job = (changes: Partial<Job>): Job => ({
  id: 'job-1',
  kind: 'export',
  label: 'Sales, favorites',
  state: 'running',
  phases: [],
  bytesPerSecond: null,
  etaMs: null,
  createdAt: '2026-01-01T10:00:00.000Z',
  endedAt: null,
  failed: 0,
  error: null,
  exports: [],
  ...changes,
});

describe('jobs that ended', () => {
  it('are told once', () => {
    const done = job({ state: 'done' });
    expect(endedBetween([job({})], [done])).toEqual([done]);
    expect(endedBetween([done], [done])).toEqual([]);
  });

  it('include one that was too quick to be seen running', () => {
    const quick = job({ id: 'job-2', state: 'done' });
    expect(endedBetween([], [quick])).toEqual([quick]);
  });

  it('include one that was tried again and ended again', () => {
    const failed = job({ state: 'failed' });
    expect(endedBetween([job({ state: 'offline' })], [failed])).toEqual([failed]);
  });
});

describe('the word at the end', () => {
  const target = { team: null, path: '/x/Sales.zip', photos: 12, sizeBytes: 9, sha256: '' };

  it('counts what an export holds', () => {
    expect(endingText(job({ state: 'done', exports: [target, { ...target, photos: 3 }] }))).toBe(
      '“Sales, favorites” is exported: 15 photos.',
    );
  });

  it('never sounds complete when something failed', () => {
    expect(endingText(job({ state: 'done', failed: 2, exports: [target] }))).toMatch(/2 .*failed/);
  });

  it('gives the reason of a failure', () => {
    const error = { code: 'disk_full', message: 'The disk is full.' } as const;
    expect(endingText(job({ state: 'failed', error }))).toContain('The disk is full.');
  });

  it('is not said of syncs and of what somebody cancelled', () => {
    expect(endingText(job({ state: 'cancelled' }))).toBeNull();
    expect(endingText(job({ kind: 'sync', state: 'done' }))).toBeNull();
  });
});
