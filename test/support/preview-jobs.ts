import type { Budget, Job, JobKind, JobPhase } from '#shared/jobs.ts';

const TICK_MS = 400;

/** What there is to begin with: two that ended, one in every state, or nothing. */
export type JobScene = 'calm' | 'busy' | 'none';

/** Jobs that go on by themselves, about as fast as real ones; some are there from the beginning. */
export function createPreviewJobs(announce: () => void, nowMs: number, scene: JobScene = 'calm') {
  let count = 9;
  const ago = (minutes: number) => new Date(nowMs - minutes * 60_000).toISOString();
  let jobs: Job[] = [
    {
      ...blank('job-3', 'download', 'Customer Success, everything', ago(26), 118),
      state: 'done',
      endedAt: ago(21),
      failed: 2,
      phases: [phase('list', 9, 9), { ...phase('download', 116, 118), failed: 2 }],
    },
    {
      ...blank('job-2', 'export', 'Sales, favorites', ago(64), 10),
      state: 'done',
      endedAt: ago(63),
      phases: [phase('download', 10, 10), phase('zip', 10, 10), phase('verify', 10, 10)],
      exports: [
        {
          team: { id: 'sales', name: 'Sales' },
          path: '/home/alex/Exports/Sales.zip',
          photos: 10,
          sizeBytes: 4_120_000,
          sha256: 'ab'.repeat(32),
        },
      ],
    },
  ];

  if (scene === 'none') jobs = [];
  if (scene === 'busy') {
    const phases = [
      phase('list', 42, 42),
      { ...phase('download', 318, 912), failed: 2 },
      phase('zip', 0, 912),
      phase('verify', 0, 912),
    ];
    jobs = [
      { ...blank('job-9', 'export', 'Engineering, all photos', ago(4), 912), phases, failed: 2 },
      { ...blank('job-8', 'download', 'Photos near 30 days', ago(3), 64), state: 'paused' },
      { ...blank('job-7', 'export', 'Product & Design, favorites', ago(2), 8), state: 'waiting' },
      ...jobs,
      {
        ...blank('job-1', 'export', 'Everybody, original files', ago(1500), 1180),
        state: 'failed',
        endedAt: ago(1490),
        error: {
          code: 'disk_full',
          message: 'The disk is full. Free at least 2.1 GB, then try again.',
        },
      },
    ];
  }

  function start(kind: JobKind, label: string, photos: number): Job {
    count += 1;
    const created = blank(`job-${String(count)}`, kind, label, new Date().toISOString(), photos);
    jobs = [created, ...jobs];
    announce();
    return created;
  }

  function change(jobId: string, news: Partial<Job>): void {
    jobs = jobs.map((job) => (job.id === jobId ? { ...job, ...news } : job));
    announce();
  }

  const timer = setInterval(() => {
    if (!jobs.some((job) => job.state === 'running')) return;
    jobs = jobs.map((job) => (job.state === 'running' ? advance(job) : job));
    announce();
  }, TICK_MS);
  timer.unref();

  return {
    start,
    change,
    list: () => jobs,
    find: (jobId: string) => jobs.find((job) => job.id === jobId) ?? null,
    remove(jobId: string): void {
      jobs = jobs.filter((job) => job.id !== jobId);
      announce();
    },
    budget(): Budget {
      const used = jobs.some((job) => job.state === 'running') ? 34 : 3;
      return { limit: 60, usedLastMinute: used, remaining: 60 - used, pausedUntil: null };
    },
    close: () => clearInterval(timer),
  };
}

function blank(id: string, kind: JobKind, label: string, createdAt: string, photos: number): Job {
  const phases: JobPhase[] =
    kind === 'sync'
      ? [phase('list', 0, null)]
      : [phase('list', 0, 6), phase('download', 0, photos)].concat(
          kind === 'export' ? [phase('zip', 0, photos), phase('verify', 0, photos)] : [],
        );
  return {
    id,
    kind,
    label,
    state: 'running',
    phases,
    bytesPerSecond: null,
    etaMs: null,
    createdAt,
    endedAt: null,
    failed: 0,
    error: null,
    exports: [],
  };
}

function phase(name: JobPhase['phase'], done: number, total: number | null): JobPhase {
  return { phase: name, done, total, bytes: done * 412_000, failed: 0 };
}

function advance(job: Job): Job {
  const at = job.phases.findIndex(({ done, total, failed }) => done + failed < (total ?? 12));
  if (at < 0) {
    const endedAt = new Date().toISOString();
    return { ...job, state: 'done', endedAt, bytesPerSecond: null, etaMs: null };
  }
  const phases = job.phases.map((current, index) => {
    if (index !== at) return current;
    const done = Math.min(current.total ?? 12, current.done + 1);
    return { ...current, done, bytes: done * 412_000 };
  });
  const left = phases.reduce((n, { done, total }) => n + (total ?? 12) - done, 0);
  const loads = phases[at]?.phase === 'download';
  return { ...job, phases, etaMs: left * TICK_MS, bytesPerSecond: loads ? 1_030_000 : null };
}
