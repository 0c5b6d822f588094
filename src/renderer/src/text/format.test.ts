import { describe, expect, it } from 'vitest';
import {
  formatAgo,
  formatBytes,
  formatCompact,
  formatDuration,
  formatPercent,
  formatRate,
} from './format.ts';

describe('formats', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [412_310, '412 kB'],
    [3_440_000, '3.4 MB'],
    [128_000_000, '128 MB'],
    [999_600_000, '1 GB'],
    [4_812_000_000, '4.8 GB'],
  ])('%i bytes are %s', (sizeBytes, text) => {
    expect(formatBytes(sizeBytes)).toBe(text);
  });

  it.each([
    [200, '1 sec'],
    [59_400, '59 sec'],
    [4 * 60_000, '4 min'],
    [59.7 * 60_000, '1 hr'],
    [70 * 60_000, '1 hr 10 min'],
  ])('%i ms take %s', (durationMs, text) => {
    expect(formatDuration(durationMs)).toBe(text);
  });

  it('says how long ago in words', () => {
    const now = Date.parse('2026-11-23T18:00:00Z');
    const ago = (ms: number) => formatAgo(new Date(now - ms).toISOString(), now);
    expect(ago(5_000)).toBe('now');
    expect(ago(5 * 60_000)).toBe('5 minutes ago');
    expect(ago(3 * 3_600_000)).toBe('3 hours ago');
    expect(ago(30 * 3_600_000)).toBe('yesterday');
    expect(ago(-60_000)).toBe('now');
  });

  it('writes shares, speeds and large numbers shortly', () => {
    expect(formatPercent(0.421)).toBe('42%');
    expect(formatRate(2_100_000)).toBe('2.1 MB/s');
    expect(formatCompact(1376)).toBe('1.4K');
  });
});
