import { z } from 'zod';

/**
 * What no id is: lone surrogates and control characters stand in no URL, `..` is a step in its path,
 * and an address is a secret, whereas ids are kept.
 */
const NO_ID = /[\p{Cc}\p{Cs}]|^\.\.?$|^\w+:\/\//u;
/** ISO 8601; without a zone it is UTC, as all times of the API are. */
const ISO_TIME = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;
const HTTP_TIME = /^\w{3}, .* GMT$/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;

/**
 * A needed id or e-mail address: text, or a whole number as text. Missing, empty or anything else is
 * refused, and so is what can be no id.
 */
export const id = needed(readId);

/** As {@link id}; null where there is none that can be used. */
export const idOrNull = field(readId);

/** Text, or a number as text; null for everything else and for nothing but spaces. */
export const text = field(readText);

/** As {@link text}, for a status that may be one we do not know; `fallback` where there is none. */
export const status = (fallback: string) => field((value) => readText(value) ?? fallback);

/** A moment as ISO 8601 in UTC; null where it is missing or no moment. */
export const moment = field(readMoment);

/** A number, or one written as text. Anything else is refused. */
export const amount = needed(readAmount);

/** How many there are of something; null where it is missing or no such number. */
export const count = field((value) => {
  const number = readAmount(value);
  return number !== null && Number.isSafeInteger(number) && number >= 0 ? number : null;
});

/** True only for a true; where it is missing or anything else, false. */
export const flag = field((value) => value === true);

/** True or false; null where it is missing or anything else. */
export const flagOrNull = field((value) => (typeof value === 'boolean' ? value : null));

/** As {@link id} takes it, where a schema would be too much; null for what it refuses. */
export function readId(value: unknown): string | null {
  const found = typeof value === 'string' ? value.trim() : wholeNumber(value);
  return found === '' || NO_ID.test(found) ? null : found;
}

// A sync decodes many thousands of fields in the thread that answers the window: plain functions take
// a tenth of the time of unions, pipes and caught errors.

/** A field that `read` finds a value for, whatever is there. */
export function field<T>(read: (value: unknown) => T) {
  return z.transform(read);
}

/** A field that is refused where `read` finds nothing. */
function needed<T>(read: (value: unknown) => T | null) {
  return z.transform((value: unknown, context): T => {
    const found = read(value);
    if (found !== null) return found;
    context.addIssue('unusable');
    return z.NEVER;
  });
}

export function readText(value: unknown): string | null {
  const found = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
  if (typeof found !== 'string') return null;
  // NUL ends a text in SQLite's own functions.
  return found.toWellFormed().replaceAll('\0', '').trim() || null;
}

function readMoment(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const date = readTime(value.trim());
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function readAmount(value: unknown): number | null {
  const written = typeof value === 'string' ? value.trim() : '';
  const number = NUMBER.test(written) ? Number(written) : value;
  return Number.isFinite(number) ? (number as number) : null;
}

function wholeNumber(value: unknown): string {
  return Number.isSafeInteger(value) ? String(value) : '';
}

/** Not as JavaScript does, which finds a date in `photo 7` and reads it in the machine's zone. */
function readTime(value: string): Date {
  if (HTTP_TIME.test(value)) return new Date(value);
  const iso = ISO_TIME.exec(value);
  if (iso === null) return new Date(Number.NaN);
  const hasTime = value.includes(':');
  return new Date(hasTime && iso[1] === undefined ? `${value}Z` : value);
}
