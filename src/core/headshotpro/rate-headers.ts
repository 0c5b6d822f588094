/** What a reply says about the rate limit; null where it does not (reference §1.5). */
export interface RateHeaders {
  limit: number | null;
  remaining: number | null;
  /** From the reply until the window resets. */
  resetInMs: number | null;
  /** From the reply until a repetition is welcome, by `Retry-After`. */
  retryAfterMs: number | null;
}

type Header = (name: string) => string | null;

/** Far above the largest plan's 1,000 (reference §1.5): what says more says nothing. */
const HIGHEST_LIMIT = 1_000_000;
/** No window is longer than a minute: whatever a header says, this is the longest sensible wait. */
const LONGEST_WAIT_MS = 65_000;

/**
 * Reads the rate headers of a reply. Times are measured against the reply's own `Date`, so that the
 * machine's clock (`nowMs`) matters only where there is none; waits are held to 0–65 s.
 */
export function readRateHeaders(header: Header, nowMs: number): RateHeaders {
  const serverMs = parseDate(header('date')) ?? nowMs;
  const limit = parseCount(header('x-ratelimit-limit'));
  const resetMs = parseReset(header('x-ratelimit-reset'), serverMs);
  const retryAfter = header('retry-after');
  const retrySeconds = parseCount(retryAfter);
  const retryMs = retrySeconds === null ? parseDate(retryAfter) : serverMs + retrySeconds * 1000;
  return {
    limit: limit === null || limit === 0 ? null : Math.min(limit, HIGHEST_LIMIT),
    remaining: parseCount(header('x-ratelimit-remaining')),
    resetInMs: resetMs === null ? null : clampWait(resetMs - serverMs),
    retryAfterMs: retryMs === null ? null : clampWait(retryMs - serverMs),
  };
}

/** An HTTP or ISO date in ms since 1970, or null. */
export function parseDate(text: string | null): number | null {
  const ms = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}

/** Documented as an ISO time; other APIs send seconds, since 1970 or from now, under this name. */
function parseReset(text: string | null, serverMs: number): number | null {
  const seconds = parseCount(text);
  if (seconds === null) return parseDate(text);
  if (seconds > 1e11) return seconds;
  return seconds > 1e9 ? seconds * 1000 : serverMs + seconds * 1000;
}

function parseCount(text: string | null): number | null {
  return text !== null && /^\s*\d{1,15}\s*$/.test(text) ? Number(text) : null;
}

function clampWait(ms: number): number {
  return Math.min(Math.max(ms, 0), LONGEST_WAIT_MS);
}
