import { VARIANTS } from '../seed.ts';
import { isPayloadChange, PAYLOAD_CHANGES } from './payloads.ts';
import type { Fault, FaultMatch, FaultRule } from './rules.ts';

/** One word of a rule: `name` or `name=value`. */
interface Word {
  name: string;
  value: string;
}

type FaultReader = (value: string, word: Word) => Fault;

const HTML =
  '<!doctype html><html><title>Sign in</title><body>Sign in to this network.</body></html>';

/** The fault words of a rule. `retry-after` and `code` only go with `status`. */
const FAULTS: Record<string, FaultReader> = {
  status: (value, word) => ({ kind: 'status', status: whole(value, word, 200, 599) }),
  redirect: (location, word) => ({ kind: 'redirect', location: given(location, word) }),
  html: () => ({ kind: 'body', body: HTML, contentType: 'text/html; charset=utf-8' }),
  empty: () => ({ kind: 'body', body: '', contentType: 'application/octet-stream' }),
  'not-json': () => ({ kind: 'body', body: 'upstream error', contentType: 'application/json' }),
  delay: (value, word) => ({ kind: 'delay', delayMs: duration(value, word) }),
  stall: (value, word) => ({
    kind: 'stall',
    at: among(value === '' ? 'body' : value, word, ['start', 'headers', 'body']),
  }),
  truncate: (value, word) => ({
    kind: 'truncate',
    keep: value === '' ? 0.5 : number(value, word, 0),
  }),
  length: (value, word) => ({ kind: 'length', offBy: number(value, word) }),
  chunked: () => ({ kind: 'chunked' }),
  corrupt: (value, word) => ({
    kind: 'corrupt',
    how: among(value === '' ? 'no-end' : value, word, ['flip', 'no-end', 'garbage']),
  }),
  image: (value, word) => ({ kind: 'image', format: among(value, word, ['png', 'webp']) }),
  endless: () => ({ kind: 'endless' }),
  reset: () => ({ kind: 'reset' }),
  shift: (value, word) => ({ kind: 'shift', by: number(value, word) }),
  payload: (change, word) => {
    if (!isPayloadChange(change)) throw unusable(word, `one of ${PAYLOAD_CHANGES.join(', ')}`);
    return { kind: 'payload', change };
  },
};

/**
 * Reads a rule such as `photos every=10 status=503`, `api GET /models after=2 times=1 truncate=0.5`
 * or `photos variant=thumbnail for=30s stall=headers`: which requests (host, method, part of the
 * path), when, and one fault. Throws an error that says which word is wrong and what would be right.
 */
export function parseFaultRule(text: string): FaultRule {
  const match: FaultMatch = {};
  const when: Omit<FaultRule, 'match' | 'fault'> = {};
  const extra: { code?: string; headers?: Record<string, string> } = {};
  let fault: Fault | null = null;

  for (const part of text.split(/\s+/).filter((piece) => piece !== '')) {
    const [name = '', ...rest] = part.split('=');
    const word = { name, value: rest.join('=') };
    const { value } = word;
    if (part === 'api' || part === 'photos') match.host = part;
    else if (part.startsWith('/')) match.path = part;
    else if (/^(GET|POST|PUT|DELETE)$/.test(part)) match.method = part;
    else if (name === 'variant') match.variant = among(value, word, VARIANTS);
    else if (name === 'model') match.modelId = given(value, word);
    else if (name === 'photo') match.photoId = given(value, word);
    else if (name === 'every' || name === 'times') when[name] = whole(value, word, 1);
    else if (name === 'after') when.after = whole(value, word, 0);
    else if (name === 'for') when.forMs = duration(value, word);
    else if (name === 'code') extra.code = given(value, word);
    else if (name === 'retry-after') extra.headers = { 'retry-after': given(value, word) };
    else {
      const reader = Object.hasOwn(FAULTS, name) ? FAULTS[name] : undefined;
      if (reader === undefined) throw unknown(part);
      if (fault !== null) throw new Error(`"${text}" names two faults: make two rules of it.`);
      fault = reader(value, word);
    }
  }

  if (fault === null) throw new Error(`"${text}" names no fault: add ${faultNames()}.`);
  if (Object.keys(extra).length > 0) {
    if (fault.kind !== 'status') throw new Error('code and retry-after go with status only.');
    fault = { ...fault, ...extra };
  }
  return { match, ...when, fault };
}

function faultNames(): string {
  return `one of ${Object.keys(FAULTS).join(', ')}`;
}

function unknown(part: string): Error {
  return new Error(
    `"${part}" means nothing in a fault rule. Say api or photos, a method, a /path, variant=, ` +
      `model=, photo=, every=, times=, after=, for=, and ${faultNames()}.`,
  );
}

function unusable({ name, value }: Word, wanted: string): Error {
  return new Error(`"${name}=${value}" cannot be used: ${name} takes ${wanted}.`);
}

function given(value: string, word: Word): string {
  if (value === '') throw unusable(word, 'a value');
  return value;
}

function among<Value extends string>(value: string, word: Word, values: readonly Value[]): Value {
  const known = values.find((candidate) => candidate === value);
  if (known === undefined) throw unusable(word, `one of ${values.join(', ')}`);
  return known;
}

function number(value: string, word: Word, least = Number.NEGATIVE_INFINITY): number {
  const result = value === '' ? Number.NaN : Number(value);
  if (!Number.isFinite(result) || result < least) throw unusable(word, 'a number');
  return result;
}

function whole(value: string, word: Word, least: number, most = Number.MAX_SAFE_INTEGER): number {
  const result = number(value, word);
  if (Number.isInteger(result) && result >= least && result <= most) return result;
  const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `${least} to ${most}`;
  throw unusable(word, `a whole number ${range}`);
}

/** `250`, `250ms`, `2s` or `5min`, in ms. */
function duration(value: string, word: Word): number {
  const [, amount, unit = 'ms'] = /^(\d+(?:\.\d+)?)(ms|s|min)?$/.exec(value) ?? [];
  if (amount === undefined) throw unusable(word, 'a time such as 250ms, 2s or 5min');
  return Number(amount) * { ms: 1, s: 1000, min: 60_000 }[unit as 'ms' | 's' | 'min'];
}
