import { expect } from 'vitest';
import { createRandom, type Random } from '#sandbox/random.ts';
import type { Ended, Moment } from './kill-process.ts';
import { type KillWorld, SIGHTS, type Sight } from './kill-world.ts';

/** What a process was at when it was killed. */
export type Stage = 'starting' | 'listing' | 'downloading' | 'packing';

/** What came of many kills. */
export interface KillTally {
  kills: number;
  /** Libraries that were begun, killed at, and completed by one undisturbed run. */
  libraries: number;
  stages: Record<Stage, number>;
  refetched: number;
}

/** What an undisturbed run from nothing shows: how many things of each kind, and how soon the first. */
interface Course {
  counts: Record<Sight, number>;
  startMs: number;
}
type Program = 'command line' | 'desk';

const CONCURRENCY_OF_DESK = 8;
/** Photos that have arrived may wait for the disk, so many at most, while others travel. */
export const WAITING_FOR_DISK = 8;
const KILLS_A_LIBRARY = { least: 2, most: 9 };
const LONGEST_DELAY_MS = 15;

/**
 * Kills the command line and the desk, which take turns at one library, at random instants until
 * `kills` have hit; looks at everything after each; now and then lets one run come to its end, compares all
 * there is with the truth, and begins a new library. The same `seed` gives the same instants.
 */
export async function killAtRandom(
  world: KillWorld,
  { kills, seed }: { kills: number; seed: string },
): Promise<KillTally> {
  const random = createRandom(seed);
  const stages = { starting: 0, listing: 0, downloading: 0, packing: 0 };
  const tally: KillTally = { kills: 0, libraries: 0, stages, refetched: 0 };
  const courses = {
    'command line': await courseOf(world, 'command line'),
    desk: await courseOf(world, 'desk'),
  };
  while (tally.kills < kills) {
    await world.renew();
    const { least, most } = KILLS_A_LIBRARY;
    const wanted = Math.min(kills - tally.kills, least + Math.floor(random() * (most - least + 1)));
    let allowed = 0;
    let isComplete = false;
    for (let done = 0; done < wanted && !isComplete; ) {
      const program: Program = random() < 0.6 ? 'command line' : 'desk';
      const concurrency = [1, 4, 8][Math.floor(random() * 3)] ?? 1;
      const moment = drawMoment(random, courses[program], world.shareLeft);
      const about = `seed ${seed}, kill ${tally.kills + 1}: ${program} ${JSON.stringify(moment)}`;
      const programs = random() < 0.2;
      const opens = random() < 0.5;
      const stage = stageOf(world);
      const ended = await run(world, program, concurrency, moment);
      stage.stop();
      if (!ended.killed) {
        expect(ended.status, `${about}\n${ended.output}`).toBe(0);
        isComplete = true;
        continue;
      }
      done++;
      tally.kills++;
      tally.stages[stage.now()]++;
      allowed += (program === 'desk' ? CONCURRENCY_OF_DESK : concurrency) + WAITING_FOR_DISK;
      await explained(about, async () => {
        await world.expectNothingFalse({ programs });
        if (opens) await world.expectReconciled();
        await world.expectNothingFalse();
        expect(world.refetched()).toBeLessThanOrEqual(allowed);
      });
    }
    await explained(`seed ${seed}, after kill ${tally.kills}`, async () => {
      if (!isComplete) {
        const { status, output } = await world.exportEverything(CONCURRENCY_OF_DESK);
        expect(status, output).toBe(0);
      }
      await world.expectComplete();
      expect(world.refetched()).toBeLessThanOrEqual(allowed);
    });
    tally.refetched += world.refetched();
    tally.libraries++;
  }
  return tally;
}

function run(
  world: KillWorld,
  program: Program,
  concurrency: number,
  moment: Moment<Sight> | null,
): Promise<Ended> {
  if (program === 'desk') return world.desk('export', moment);
  return world.exportEverything(concurrency, moment);
}

async function courseOf(world: KillWorld, program: Program): Promise<Course> {
  await world.renew();
  const counts = Object.fromEntries(SIGHTS.map((sight) => [sight, 0])) as Course['counts'];
  let startMs = 0;
  const begunMs = performance.now();
  const stop = world.sightings.listen((sight) => {
    counts[sight]++;
    if (sight !== 'spawn' && startMs === 0) startMs = performance.now() - begunMs;
  });
  const { status, output } = await run(world, program, CONCURRENCY_OF_DESK, null);
  stop();
  expect(status, output).toBe(0);
  return { counts, startMs };
}

/** Shown again by every run, however much an earlier one did. */
const REPEATED: readonly Sight[] = ['spawn', 'api', 'export', 'folder'];

/** Every kind of thing is as likely as another, and each of its kind that is still to come as well. */
function drawMoment(random: Random, { counts, startMs }: Course, shareLeft: number): Moment<Sight> {
  const toCome = (sight: Sight) => counts[sight] * (REPEATED.includes(sight) ? 1 : shareLeft);
  const kinds = SIGHTS.filter((sight) => toCome(sight) >= 1);
  // It is over the soonest.
  if (kinds.includes('export')) kinds.push('export', 'export');
  const kind = kinds[Math.floor(random() * kinds.length)] ?? 'api';
  const nth = 1 + Math.floor(random() * toCome(kind));
  const longestMs = kind === 'spawn' ? startMs : LONGEST_DELAY_MS;
  const atOnce = random() < 0.5 && kind !== 'spawn';
  return { kind, nth, delayMs: atOnce ? 0 : Math.floor(random() * longestMs) };
}

/** Follows what a run is at by what is seen of it. */
function stageOf(world: KillWorld): { now(): Stage; stop(): void } {
  let stage: Stage = 'starting';
  const stop = world.sightings.listen((sight) => {
    if (sight === 'api' && stage === 'starting') stage = 'listing';
    if (sight === 'photo' || sight === 'part') stage = 'downloading';
    if (sight === 'export') stage = 'packing';
  });
  return { now: () => stage, stop };
}

/** A failure says which kill it came of, so that it can be repeated. */
async function explained(about: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Error) error.message = `${about}\n${error.message}`;
    throw error;
  }
}
