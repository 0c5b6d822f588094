import { expect, test } from 'vitest';
import { RateLimit } from './rate-limit.ts';

function limitOf(window: 'fixed' | 'sliding') {
  const clock = { nowMs: 1000 };
  const now = () => clock.nowMs;
  return { clock, rate: new RateLimit({ limit: 3, windowMs: 60_000, window, now }) };
}

test('a fixed window begins with its first request and ends a minute later', () => {
  const { clock, rate } = limitOf('fixed');
  clock.nowMs = 5000;
  expect(rate.take()).toEqual({ allowed: true, limit: 3, remaining: 2, resetAtMs: 65_000 });
  clock.nowMs = 64_000;
  expect(rate.take()).toMatchObject({ allowed: true, remaining: 1 });
  expect(rate.take()).toMatchObject({ allowed: true, remaining: 0 });
  expect(rate.take()).toEqual({ allowed: false, limit: 3, remaining: 0, resetAtMs: 65_000 });
  clock.nowMs = 65_000;
  expect(rate.take()).toEqual({ allowed: true, limit: 3, remaining: 2, resetAtMs: 125_000 });
});

test('a sliding window sees a burst over the edge of a fixed one', () => {
  const { clock, rate } = limitOf('sliding');
  rate.take();
  clock.nowMs = 60_000;
  rate.take();
  rate.take();
  clock.nowMs = 61_000;
  expect(rate.take()).toMatchObject({ allowed: true, remaining: 0 });
  expect(rate.take()).toMatchObject({ allowed: false, resetAtMs: 120_000 });
});

test('asking how it stands and being refused use nothing up', () => {
  const { clock, rate } = limitOf('sliding');
  expect(rate.peek()).toMatchObject({ remaining: 3, resetAtMs: 61_000 });
  for (let index = 0; index < 10; index += 1) rate.take();
  clock.nowMs += 60_000;
  expect(rate.peek()).toMatchObject({ remaining: 3 });
});

test('another client of the key leaves less for us', () => {
  const { rate } = limitOf('fixed');
  rate.spend(2);
  expect(rate.take()).toMatchObject({ allowed: true, remaining: 0 });
  rate.spend(5);
  expect(rate.take()).toMatchObject({ allowed: false, remaining: 0 });
});

test('the most requests in any minute are remembered, refused ones and all', () => {
  const { clock, rate } = limitOf('fixed');
  for (let index = 0; index < 5; index += 1) rate.take();
  clock.nowMs += 59_999;
  rate.take();
  expect(rate.maxInSlidingWindow()).toBe(6);
  clock.nowMs += 120_000;
  rate.take();
  expect(rate.maxInSlidingWindow()).toBe(6);
});
