import { currentLanguage } from './locale.ts';

/** A number with the language's grouping: `1,234`. */
export function formatNumber(value: number): string {
  return new Intl.NumberFormat(currentLanguage()).format(value);
}

/** A number in as few signs as will do: `1.4K`. */
export function formatCompact(value: number): string {
  return new Intl.NumberFormat(currentLanguage(), { notation: 'compact' }).format(value);
}

/** A share of 0 to 1 in whole percent: `42%`. */
export function formatPercent(share: number): string {
  return new Intl.NumberFormat(currentLanguage(), { style: 'percent' }).format(share);
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A size in decimal units, as file managers show it: `3.4 MB`. */
export function formatBytes(sizeBytes: number): string {
  let size = Math.max(0, sizeBytes);
  let power = 0;
  while (size >= 999.5 && power < UNITS.length - 1) {
    size /= 1000;
    power += 1;
  }
  return new Intl.NumberFormat(currentLanguage(), {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power < 2 || size >= 100 ? 0 : 1,
  }).format(size);
}

/** Speed: `2.1 MB/s`. */
export function formatRate(bytesPerSecond: number): string {
  return `${formatBytes(bytesPerSecond)}/s`;
}

/** About how long, in the largest one or two units: `4 min`, `1 hr 10 min`; never below a second. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.max(1, Math.round(durationMs / 1000));
  if (seconds < 60) return unit(seconds, 'second');
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return unit(minutes, 'minute');
  const rest = minutes % 60;
  const hours = unit(Math.floor(minutes / 60), 'hour');
  return rest === 0 ? hours : `${hours} ${unit(rest, 'minute')}`;
}

/** A day of an ISO 8601 time, in local time: `Nov 23, 2026`. */
export function formatDate(iso: string): string {
  return new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'medium' }).format(new Date(iso));
}

/** Day and time of an ISO 8601 time, in local time: `Nov 23, 2026, 6:05 PM`. */
export function formatDateTime(iso: string): string {
  const style = { dateStyle: 'medium', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat(currentLanguage(), style).format(new Date(iso));
}

/** The time of day of an ISO 8601 time, to the second, in local time: `6:05:30 PM`. */
export function formatTime(iso: string): string {
  return new Intl.DateTimeFormat(currentLanguage(), { timeStyle: 'medium' }).format(new Date(iso));
}

/** Names in a row: `Anna, Ben, and Carla`. */
export function formatList(names: readonly string[]): string {
  return new Intl.ListFormat(currentLanguage(), { type: 'conjunction' }).format(names);
}

const AGES: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** How long ago an ISO 8601 time was, seen from `nowMs`: `5 minutes ago`, `yesterday`, `now`. */
export function formatAgo(iso: string, nowMs: number): string {
  const ageMs = Math.max(0, nowMs - Date.parse(iso));
  const format = new Intl.RelativeTimeFormat(currentLanguage(), { numeric: 'auto' });
  const [name, lengthMs] = AGES.find(([, least]) => ageMs >= least) ?? ['second', Infinity];
  return format.format(-Math.floor(ageMs / lengthMs) || 0, name);
}

function unit(value: number, name: string): string {
  return new Intl.NumberFormat(currentLanguage(), {
    style: 'unit',
    unit: name,
    unitDisplay: 'short',
  }).format(value);
}
