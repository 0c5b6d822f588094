import { AppError } from '#shared/errors.ts';

/** When to look again: so often, or at these minutes of the day, by the clock on the wall. */
export type Timing = { everyMs: number } | { minutes: readonly number[] };

const UNIT_MS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const LEAST_MS = 1_000;
const MOST_MS = 7 * 86_400_000;

/** `90s`, `15m`, `2h`, `1d`. Throws `invalid_input`. */
export function readInterval(text: string): Timing {
  const [, amount = '', unit = ''] = /^\s*(\d{1,6})\s*([smhd])\s*$/i.exec(text) ?? [];
  const everyMs = Number(amount) * (UNIT_MS[unit.toLowerCase()] ?? 0);
  if (everyMs >= LEAST_MS && everyMs <= MOST_MS) return { everyMs };
  throw new AppError(
    'invalid_input',
    `“${text}” is no interval. Write 90s, 15m, 2h or 1d: from a second to a week.`,
  );
}

/** `07:30` or `07:30,12:00,18:15`. Throws `invalid_input`. */
export function readTimes(text: string): Timing {
  const minutes = text.split(',').map((time) => {
    const [, hour, minute] = /^\s*([01]?\d|2[0-3]):([0-5]\d)\s*$/.exec(time) ?? [];
    if (hour !== undefined && minute !== undefined) return Number(hour) * 60 + Number(minute);
    throw new AppError(
      'invalid_input',
      `“${time.trim()}” is no time of day. Write 07:30, or several: 07:30,12:00.`,
    );
  });
  return { minutes: [...new Set(minutes)].sort((a, b) => a - b) };
}

/** The next time after `nowMs`, in ms since 1970. A time that a change of clocks leaves out comes later. */
export function nextTime(timing: Timing, nowMs: number): number {
  if ('everyMs' in timing) return nowMs + timing.everyMs;
  const now = new Date(nowMs);
  for (const days of [0, 1, 2]) {
    for (const minute of timing.minutes) {
      const day = [now.getFullYear(), now.getMonth(), now.getDate() + days] as const;
      const atMs = new Date(...day, Math.floor(minute / 60), minute % 60).getTime();
      if (atMs > nowMs) return atMs;
    }
  }
  return nowMs + (UNIT_MS['d'] ?? 0);
}
