import type { Clock, HttpResponse } from '../ports.ts';
import { withoutSecrets } from '../secrets.ts';
import { createTurns } from '../turns.ts';
import { createBodyPace } from './body-pace.ts';

/** The JSON object of a reply. */
export type JsonObject = Record<string, unknown>;

/** What the body of a reply turned out to be. */
export type ReplyBody =
  | { kind: 'json'; json: JsonObject }
  | { kind: 'empty' | 'html' | 'broken' | 'other' | 'too_large' };

/** 200 photos with three signed URLs are about 0.5 MB. */
const LARGEST_BODY_BYTES = 20 * 1024 * 1024;

/** From this size on, reading and decoding a reply takes milliseconds: not several in one go. */
const LONG_BODY_BYTES = 16 * 1024;

const turn = createTurns();

/** Reads a body to its end, whatever it is. Rejects only when the network does. */
export async function readReplyBody(
  response: HttpResponse,
  clock: Pick<Clock, 'elapsed'>,
): Promise<ReplyBody> {
  const keepPace = createBodyPace(clock);
  const pieces: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const piece of response.body) {
    keepPace(piece.byteLength);
    sizeBytes += piece.byteLength;
    if (sizeBytes > LARGEST_BODY_BYTES) {
      response.discard();
      return { kind: 'too_large' };
    }
    pieces.push(piece);
  }
  if (sizeBytes >= LONG_BODY_BYTES) await turn();
  // TextDecoder drops a byte order mark, which JSON.parse would refuse.
  // Whatever repeats the key, it goes no further.
  const text = withoutSecrets(new TextDecoder().decode(Buffer.concat(pieces)).trim());
  if (text === '') return { kind: 'empty' };
  try {
    const json: unknown = JSON.parse(text);
    return isObject(json) ? { kind: 'json', json } : { kind: 'other' };
  } catch {
    if (text.startsWith('{')) return { kind: 'broken' };
    return { kind: text.startsWith('<') ? 'html' : 'other' };
  }
}

/** Whether `value` is an object with named fields: not null, not a list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The payload under `key`; where that is absent, what `data` holds under it, or `data` itself;
 * undefined where there is none (reference §1.3).
 */
export function payload(json: JsonObject, key: string): unknown {
  if (key in json) return json[key];
  const { data } = json;
  return isObject(data) && key in data ? data[key] : data;
}

/** A payload without a key of its own: the reply itself, or `data` if `field` is only there. */
export function flatPayload(json: JsonObject, field: string): JsonObject {
  const { data } = json;
  return !(field in json) && isObject(data) ? data : json;
}
