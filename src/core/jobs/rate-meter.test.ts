import { expect, it } from 'vitest';
import type { JobPhase } from '#shared/jobs.ts';
import { FakeClock } from '#test/fake-clock.ts';
import { RateMeter } from './rate-meter.ts';

const at = (done: number, changes: Partial<JobPhase> = {}): JobPhase => ({
  phase: 'download',
  done,
  total: 100,
  bytes: done * 1000,
  failed: 0,
  ...changes,
});

it('tells the rate and the time left once it has seen enough', async () => {
  const clock = new FakeClock();
  const meter = new RateMeter(clock);
  expect([meter.bytesPerSecond(), meter.etaMs()]).toEqual([null, null]);
  for (let done = 0; done <= 20; done++) {
    meter.see(at(done));
    await clock.advance(500);
  }
  // Two photos of 1,000 bytes a second, give or take the last half second.
  expect(meter.bytesPerSecond()).toBeGreaterThan(1800);
  expect(meter.bytesPerSecond()).toBeLessThanOrEqual(2000);
  expect(meter.etaMs()).toBeGreaterThanOrEqual(40_000);
  expect(meter.etaMs()).toBeLessThan(45_000);
});

it('forgets how fast it was before', async () => {
  const clock = new FakeClock();
  const meter = new RateMeter(clock);
  for (let done = 0; done < 10; done++) {
    meter.see(at(done * 5));
    await clock.advance(1000);
  }
  const fast = meter.bytesPerSecond() ?? 0;
  for (let more = 0; more < 30; more++) {
    meter.see(at(50));
    await clock.advance(1000);
  }
  expect(fast).toBeGreaterThan(4000);
  expect(meter.bytesPerSecond()).toBeNull();
  expect(meter.etaMs()).toBeNull();
});

it('begins anew with each phase, and tells no time without a total', async () => {
  const clock = new FakeClock();
  const meter = new RateMeter(clock);
  meter.see(at(0));
  await clock.advance(5000);
  meter.see(at(50));
  expect(meter.bytesPerSecond()).not.toBeNull();
  meter.see(at(0, { phase: 'zip' }));
  expect(meter.bytesPerSecond()).toBeNull();
  await clock.advance(5000);
  meter.see(at(10, { phase: 'zip', total: null }));
  expect(meter.etaMs()).toBeNull();
});
