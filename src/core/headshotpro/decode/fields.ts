import { z } from 'zod';

/** A needed id or address: text, or a number as text. Missing, empty or anything else is refused. */
export const id = z
  .union([z.string(), z.number().transform(String)])
  .pipe(z.string().trim().min(1));

/** Text, or a number as text; null for everything else and for nothing but spaces. */
export const text = id.nullable().catch(null);

/** As {@link text}, for a status that may be one we do not know; `fallback` where there is none. */
export const status = (fallback: string) => id.catch(fallback);

/** A moment as ISO 8601 in UTC; null where it is missing or no moment. */
export const moment = z
  .string()
  .transform((value) => new Date(value))
  .refine((date) => !Number.isNaN(date.getTime()))
  .transform((date) => date.toISOString())
  .nullable()
  .catch(null);

/** A number, or one written as text. Anything else is refused. */
export const amount = z
  .union([z.number(), z.string().trim().min(1).transform(Number)])
  .pipe(z.number());

/** True only for a true; where it is missing or anything else, false. */
export const flag = z.boolean().catch(false);
