import { expect, it } from 'vitest';
import type { EventMessage } from '#shared/bridge.ts';
import { FakeClock } from '#test/fake-clock.ts';
import { createAnnouncer } from './events.ts';

const NO_BUDGET = { limit: 0, usedLastMinute: 0, remaining: 0, pausedUntil: null };

function listening() {
  const clock = new FakeClock();
  const events = createAnnouncer(clock);
  const heard: EventMessage[] = [];
  const leave = events.subscribe((message) => heard.push(message));
  return { clock, events, heard, leave };
}

it('tells the first change at once and of the others only the last, ten times a second', async () => {
  const { clock, events, heard } = listening();
  const jobs = (revision: number) => ({ revision, jobs: [], budget: NO_BUDGET });
  for (let revision = 1; revision <= 1000; revision++) {
    events.announce('jobs', () => jobs(revision));
    await clock.advance(1);
  }
  await clock.advance(1000);
  expect(heard.length).toBeGreaterThanOrEqual(10);
  expect(heard.length).toBeLessThanOrEqual(11);
  expect(heard[0]).toEqual({ name: 'jobs', payload: jobs(1) });
  expect(heard.at(-1)).toEqual({ name: 'jobs', payload: jobs(1000) });
});

it('tells what is true when it tells, not when it was asked to', async () => {
  const { clock, events, heard } = listening();
  let revision = 1;
  const announce = () => events.announce('library', () => ({ revision }));
  announce();
  announce();
  revision = 7;
  await clock.advance(1000);
  expect(heard.at(-1)?.payload).toEqual({ revision: 7 });
});

it('does not let one name wait for another', () => {
  const { events, heard } = listening();
  events.announce('library', () => ({ revision: 1 }));
  events.announce('command', () => ({ command: 'find' }));
  expect(heard.map(({ name }) => name)).toEqual(['library', 'command']);
});

it('tells nobody who has left, and nothing once it is closed', async () => {
  const { clock, events, heard, leave } = listening();
  events.announce('library', () => ({ revision: 1 }));
  leave();
  events.announce('command', () => ({ command: 'find' }));
  events.subscribe((message) => heard.push(message));
  events.announce('library', () => ({ revision: 2 }));
  events.close();
  events.announce('library', () => ({ revision: 3 }));
  await clock.advance(1000);
  expect(heard).toHaveLength(1);
});
