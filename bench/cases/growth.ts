import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { plainDraw, plainOrganization } from '#sandbox/plain.ts';
import { startSandbox } from '#sandbox/sandbox.ts';
import { environmentOf, headshotDesk } from '../support/command-line.ts';
import { measureProcess, type ProcessCost } from '../support/processes.ts';
import type { BenchCase, Figure } from '../support/result.ts';

const PHOTOS_PER_PERSON = 25;
const TEAMS = 4;
/** What a hundred times as many photos may cost more, each in time, and all in memory. */
const TIME_GOAL = 1.3;
const MEMORY_GOAL = 1.5;
const FLAT_FROM = 1000;

/** The ways of a photo, in order, as the command line does them one by one. */
const PHASES = {
  sync: ['sync', '--quiet'],
  download: ['download', '--quiet'],
  plan: ['export', '--offline', '--dry-run', '--quiet'],
  zip: ['export', '--offline', '--quiet'],
} as const;

type Phase = keyof typeof PHASES;

/** How the cost of a photo changes with how many there are: ten times as many in each step. */
export const growth: BenchCase = {
  name: 'growth',
  title:
    'How cost grows with the number of photos (small ones; the start of the program taken off)',
  async run({ folder, quick }) {
    const steps = quick ? [100, 1000] : [100, 1000, 10_000, 100_000];
    const costs = new Map<Phase, { photos: number; msEach: number; peakMb: number }[]>();
    for (const photos of steps) {
      for (const [phase, cost] of await measureStep(photos, join(folder, String(photos)))) {
        const known = costs.get(phase) ?? [];
        costs.set(phase, [...known, { photos, ...cost }]);
      }
    }
    const figures = [...costs].flatMap(([phase, of]) => {
      const base = of.find(({ photos }) => photos === FLAT_FROM);
      const last = of.at(-1);
      return [
        ...of.flatMap(({ photos, msEach, peakMb }): Figure[] => [
          {
            name: `${phase}, ${photos.toLocaleString('en')} photos: each`,
            value: msEach,
            unit: 'ms',
          },
          {
            name: `${phase}, ${photos.toLocaleString('en')} photos: memory`,
            value: peakMb,
            unit: 'MB',
          },
        ]),
        ...(base && last && last !== base ? flatness(phase, base, last) : []),
      ];
    });
    return { figures };
  },
};

function flatness(
  phase: Phase,
  base: { photos: number; msEach: number; peakMb: number },
  last: { photos: number; msEach: number; peakMb: number },
): Figure[] {
  const about = `${phase}, ${last.photos.toLocaleString('en')} against ${base.photos.toLocaleString('en')}`;
  return [
    {
      name: `${about}: time each`,
      value: last.msEach / base.msEach,
      unit: '×',
      goal: { atMost: TIME_GOAL },
    },
    {
      name: `${about}: memory`,
      value: last.peakMb / base.peakMb,
      unit: '×',
      goal: { atMost: MEMORY_GOAL },
    },
  ];
}

async function measureStep(
  photos: number,
  folder: string,
): Promise<Map<Phase, { msEach: number; peakMb: number }>> {
  const sandbox = await startSandbox({
    seed: plainOrganization({
      people: photos / PHOTOS_PER_PERSON,
      photosPerPerson: PHOTOS_PER_PERSON,
      teams: TEAMS,
    }),
    draw: plainDraw(),
    rateLimit: 1_000_000,
  });
  const env = environmentOf(sandbox, join(folder, 'library'));
  const costs = new Map<Phase, { msEach: number; peakMb: number }>();
  try {
    await measureProcess(headshotDesk('connect', '--quiet'), { env });
    const start: ProcessCost = await measureProcess(headshotDesk('status', '--quiet'), { env });
    for (const [phase, args] of Object.entries(PHASES) as [Phase, readonly string[]][]) {
      const to = args[0] === 'export' ? ['--to', join(folder, 'exports')] : [];
      const cost = await measureProcess(headshotDesk(...args, ...to), { env });
      costs.set(phase, {
        msEach: Math.max(0, cost.wallMs - start.wallMs) / photos,
        peakMb: cost.peakBytes / 1e6,
      });
    }
    return costs;
  } finally {
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  }
}
