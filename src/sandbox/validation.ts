import { Refusal } from './refusal.ts';
import type { Payload } from './router.ts';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

/** A page of `items` as `limit` and `offset` ask for it, under `key` beside `pagination` (§1.4). */
export function page<Item>(
  key: string,
  items: readonly Item[],
  query: URLSearchParams,
  row: (item: Item) => Payload,
): Payload {
  // What a limit above 200 does is documented nowhere; the reference assumes that it is clamped.
  const limit = Math.min(wholeNumber(query, 'limit', DEFAULT_LIMIT, 1), MAX_LIMIT);
  const offset = wholeNumber(query, 'offset', 0, 0);
  const total = items.length;
  return {
    [key]: items.slice(offset, offset + limit).map(row),
    pagination: { total, limit, offset, hasMore: offset + limit < total },
  };
}

function wholeNumber(query: URLSearchParams, name: string, fallback: number, least: number) {
  const text = query.get(name);
  if (text === null) return fallback;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : -1;
  if (value < least) throw invalid(`${name} must be a whole number of at least ${least}`);
  return value;
}

/** The query parameter's value if it is one of `values`, null if it was not sent. */
export function choice<Value extends string>(
  query: URLSearchParams,
  name: string,
  values: readonly Value[],
): Value | null {
  const text = query.get(name);
  return text === null ? null : oneOf(text, name, values);
}

/** `value` as one of `values`. */
export function oneOf<Value extends string>(
  value: unknown,
  name: string,
  values: readonly Value[],
): Value {
  const known = values.find((candidate) => candidate === value);
  if (known === undefined) throw invalid(`${name} must be one of ${values.join(', ')}`);
  return known;
}

/** The body as an object. */
export function fields(body: unknown): ReadonlyMap<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalid('A JSON object is required as body');
  }
  return new Map(Object.entries(body));
}

/** A string that must be there and not blank, trimmed. */
export function requiredText(body: ReadonlyMap<string, unknown>, name: string): string {
  const value = body.get(name);
  if (typeof value !== 'string' || value.trim() === '') throw invalid(`${name} is required`);
  return value.trim();
}

/** A string, or null when it was left out or sent as null. */
export function optionalText(body: ReadonlyMap<string, unknown>, name: string): string | null {
  const value = body.get(name) ?? null;
  if (value !== null && typeof value !== 'string') throw invalid(`${name} must be a string`);
  return value;
}

/** A list of strings. */
export function texts(value: unknown, name: string): string[] {
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    throw invalid(`${name} must be an array of strings`);
  }
  return value;
}

/** An address that could be one. */
export function emailAddress(body: ReadonlyMap<string, unknown>): string {
  const email = requiredText(body, 'email');
  // The general table has INVALID_EMAIL; the invites page uses INVALID_REQUEST (§1.6).
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) throw invalid('Invalid email address');
  return email;
}

export function invalid(message: string): Refusal {
  return new Refusal('INVALID_REQUEST', message);
}
