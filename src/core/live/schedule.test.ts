import { expect, it } from 'vitest';
import { nextTime, readInterval, readTimes } from './schedule.ts';

it.each([
  ['90s', 90_000],
  ['15m', 900_000],
  [' 2 H ', 7_200_000],
  ['7d', 604_800_000],
])('%s is an interval', (text, everyMs) => {
  expect(readInterval(text)).toEqual({ everyMs });
});

it.each(['', '15', 'm', '0s', '-5m', '8d', '1.5h', '999999999s'])('%s is none', (text) => {
  expect(() => readInterval(text)).toThrow(/is no interval/);
});

it('times of day are sorted, each once', () => {
  expect(readTimes('18:15, 7:30,07:30')).toEqual({ minutes: [450, 1095] });
});

it.each(['', '24:00', '12:60', '1200', '7:3', '07:30;12:00'])('%s is no time of day', (text) => {
  expect(() => readTimes(text)).toThrow(/is no time of day/);
});

it('the next time is later today, else tomorrow', () => {
  const timing = readTimes('07:30,18:15');
  const at = (hour: number, minute: number, day = 3) =>
    new Date(2026, 1, day, hour, minute).getTime();
  expect(nextTime(timing, at(6, 0))).toBe(at(7, 30));
  expect(nextTime(timing, at(7, 30))).toBe(at(18, 15));
  expect(nextTime(timing, at(18, 15))).toBe(at(7, 30, 4));
  expect(nextTime({ everyMs: 900_000 }, at(6, 0))).toBe(at(6, 15));
});
