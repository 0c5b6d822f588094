import type { HttpResponse } from '../ports.ts';

/** The JSON object of a reply. */
export type JsonObject = Record<string, unknown>;

/** What the body of a reply turned out to be. */
export type ReplyBody =
  | { kind: 'json'; json: JsonObject }
  | { kind: 'empty' | 'html' | 'other' | 'too_large' };

/** 200 photos with three signed URLs are about 0.5 MB. */
const LARGEST_BODY_BYTES = 20 * 1024 * 1024;

/** Reads a body to its end, whatever it is. Rejects only when the network does. */
export async function readReplyBody(response: HttpResponse): Promise<ReplyBody> {
  const pieces: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const piece of response.body) {
    sizeBytes += piece.byteLength;
    if (sizeBytes > LARGEST_BODY_BYTES) {
      response.discard();
      return { kind: 'too_large' };
    }
    pieces.push(piece);
  }
  // TextDecoder drops a byte order mark, which JSON.parse would refuse.
  const text = new TextDecoder().decode(Buffer.concat(pieces)).trim();
  if (text === '') return { kind: 'empty' };
  const json = parseObject(text);
  if (json !== null) return { kind: 'json', json };
  return { kind: text.startsWith('<') ? 'html' : 'other' };
}

function parseObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
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
