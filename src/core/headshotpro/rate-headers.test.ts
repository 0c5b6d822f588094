import { describe, expect, it } from 'vitest';
import { readRateHeaders } from './rate-headers.ts';

const NOW = Date.parse('2026-02-03T09:15:00.000Z');
const date = 'Tue, 03 Feb 2026 09:15:00 GMT';
const read = (headers: Record<string, string>, nowMs = NOW) =>
  readRateHeaders((name) => headers[name] ?? null, nowMs);

describe('the rate headers of a reply', () => {
  it('are read as documented, against the reply’s own date', () => {
    const headers = {
      date,
      'x-ratelimit-limit': '300',
      'x-ratelimit-remaining': '271',
      'x-ratelimit-reset': '2026-02-03T09:15:42.000Z',
    };
    const expected = { limit: 300, remaining: 271, resetInMs: 42_000, retryAfterMs: null };
    expect(read(headers, NOW + 9e9)).toEqual(expected);
  });

  it('are measured against our clock where the reply has no date', () => {
    const headers = { 'x-ratelimit-reset': '2026-02-03T09:15:10.000Z' };
    expect(read(headers).resetInMs).toBe(10_000);
  });

  it.each([
    ['seconds since 1970', String(NOW / 1000 + 30)],
    ['milliseconds since 1970', String(NOW + 30_000)],
    ['seconds from now', '30'],
  ])('may give the reset in %s', (_, reset) => {
    expect(read({ date, 'x-ratelimit-reset': reset }).resetInMs).toBe(30_000);
  });

  it('promise no more than makes sense', () => {
    expect(read({ date, 'x-ratelimit-limit': '5000' }).limit).toBe(5000);
    expect(read({ date, 'x-ratelimit-limit': '999999999' }).limit).toBe(1_000_000);
  });

  it('are nothing where they make no sense', () => {
    const nothing = { limit: null, remaining: null, resetInMs: null, retryAfterMs: null };
    expect(read({})).toEqual(nothing);
    expect(
      read({
        date: 'today',
        'x-ratelimit-limit': '0',
        'x-ratelimit-remaining': '-3',
        'x-ratelimit-reset': 'soon',
        'retry-after': '1.5 s',
      }),
    ).toEqual(nothing);
  });
});
