import { afterAll, beforeAll, expect, test } from 'vitest';
import { killAtRandom } from '#test/kill-rounds.ts';
import { killScene, MIGRATION, REBUILDING, REMOVING, SETTINGS_WRITE } from '#test/kill-scenes.ts';
import { KillWorld } from '#test/kill-world.ts';

/** Other instants each time; KILL_SEED repeats those of a run that failed, KILLS says how many. */
const seed = process.env['KILL_SEED'] ?? String(Date.now());
const kills = Number(process.env['KILLS'] ?? 200);
/** No stage of the work may be left out by chance. */
const LEAST_SHARE = 0.05;

let world: KillWorld;
beforeAll(async () => {
  world = await KillWorld.start({ people: 9, photos: 8, sizeBytes: 60_000 });
});
afterAll(() => world.close());

test(`killed at ${kills} random instants, nothing is ever corrupt or lost (KILL_SEED=${seed})`, async () => {
  const tally = await killAtRandom(world, { kills, seed });
  process.stdout.write(`${JSON.stringify(tally)}\n`);
  expect(tally.kills).toBe(kills);
  for (const [stage, times] of Object.entries(tally.stages)) {
    expect(times / kills, `killed while ${stage}`).toBeGreaterThan(LEAST_SHARE);
  }
});

test.each([REBUILDING, MIGRATION, REMOVING, SETTINGS_WRITE])(
  'killed at every instant while $name',
  async (scene) => {
    const instants = Array.from({ length: 15 }, (_, at) => at + 1);
    expect(await killScene(world, scene, instants)).toBeGreaterThan(instants.length / 3);
  },
);
