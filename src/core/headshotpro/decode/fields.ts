import { z } from 'zod';

/**
 * What no id is: lone surrogates and control characters stand in no URL, `..` is a step in its path,
 * and an address is a secret, whereas ids are kept.
 */
const NO_ID = /[\p{Cc}\p{Cs}]|^\.\.?$|^\w+:\/\//u;
/** ISO 8601; without a zone it is UTC, as all times of the API are. */
const ISO_TIME = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;
const HTTP_TIME = /^\w{3}, .* GMT$/;

/**
 * A needed id or e-mail address: text, or a whole number as text. Missing, empty or anything else is
 * refused, and so is what can be no id.
 */
export const id = z
  .union([z.string(), z.int().transform(String)])
  .pipe(z.string().trim().min(1))
  .refine((value) => !NO_ID.test(value));

/** As {@link id}; null where there is none that can be used. */
export const idOrNull = id.nullable().catch(null);

/** Text, or a number as text; null for everything else and for nothing but spaces. */
export const text = z
  .union([z.string(), z.number().transform(String)])
  // NUL ends a text in SQLite's own functions.
  .transform((value) => value.toWellFormed().replaceAll('\0', '').trim())
  .pipe(z.string().min(1))
  .nullable()
  .catch(null);

/** As {@link text}, for a status that may be one we do not know; `fallback` where there is none. */
export const status = (fallback: string) => text.transform((value) => value ?? fallback);

/** A moment as ISO 8601 in UTC; null where it is missing or no moment. */
export const moment = z
  .string()
  .trim()
  .transform(readTime)
  .refine((date) => !Number.isNaN(date.getTime()))
  .transform((date) => date.toISOString())
  .nullable()
  .catch(null);

/** A number, or one written as text. Anything else is refused. */
export const amount = z
  .union([
    z.number(),
    z
      .string()
      .trim()
      .regex(/^-?\d+(?:\.\d+)?$/)
      .transform(Number),
  ])
  .pipe(z.number());

/** How many there are of something; null where it is missing or no such number. */
export const count = amount.pipe(z.int().nonnegative()).nullable().catch(null);

/** True only for a true; where it is missing or anything else, false. */
export const flag = z.boolean().catch(false);

/** Not as JavaScript does, which finds a date in `photo 7` and reads it in the machine's zone. */
function readTime(value: string): Date {
  if (HTTP_TIME.test(value)) return new Date(value);
  const iso = ISO_TIME.exec(value);
  if (iso === null) return new Date(Number.NaN);
  const hasTime = value.includes(':');
  return new Date(hasTime && iso[1] === undefined ? `${value}Z` : value);
}
