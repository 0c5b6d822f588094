import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { ModelStatus } from '#shared/domain.ts';
import { AppError } from '#shared/errors.ts';
import { flag, id, moment, status, text } from './decode/fields.ts';

/** One event HeadshotPro sent (reference §10). It names a model; the rest is to be asked for by id. */
export interface WebhookEvent {
  /** Null where the sender gives none. */
  id: string | null;
  /** `model.photos_ready`, for example; open for what may come. */
  event: string;
  createdAt: string | null;
  model: {
    id: string;
    uid: string | null;
    title: string | null;
    status: ModelStatus;
    isDevelopment: boolean;
    finishedAt: string | null;
    deletedAt: string | null;
  };
  organizationUid: string | null;
}

export interface WebhookDelivery {
  /** As HeadshotPro shows it: used as text, not decoded. */
  secret: string;
  headers: Record<string, string | string[] | undefined>;
  /** The body exactly as it came. */
  rawBody: Uint8Array;
  nowMs: number;
  /** How far the timestamp may be from `nowMs`, either way. Default 5 minutes. */
  toleranceMs?: number;
  /** Refuses what it has seen before. */
  seen?: SeenEvents;
}

const LARGEST_BODY_BYTES = 1024 * 1024;

const schema = z
  .object({
    id: text,
    event: id,
    createdAt: moment,
    object: z.object({
      _id: id,
      uid: text,
      title: text,
      status: status('unknown'),
      isDevelopment: flag,
      finishedAt: moment,
      deletedAt: moment,
      organization: text,
    }),
  })
  .transform(({ object: { _id, organization, ...model }, ...event }): WebhookEvent => {
    return { ...event, model: { id: _id, ...model }, organizationUid: organization };
  });

/** Remembers the events that came, up to `capacity`, the oldest forgotten first. */
export class SeenEvents {
  readonly #capacity: number;
  readonly #keys = new Set<string>();

  constructor(capacity = 10_000) {
    this.#capacity = capacity;
  }

  /** Whether `event` is new; from then on it is not. Told apart by id, else by what happened to whom. */
  add({ id, event, model }: WebhookEvent): boolean {
    const key = id ?? JSON.stringify([event, model.id, model.status]);
    if (this.#keys.has(key)) return false;
    this.#keys.add(key);
    for (const oldest of this.#keys) {
      if (this.#keys.size <= this.#capacity) break;
      this.#keys.delete(oldest);
    }
    return true;
  }
}

/**
 * Checks a delivery's signature, in constant time and before anything of it is parsed, then its age
 * and whether it is new (reference §10.3). Throws `webhook_refused`.
 */
export function verifyWebhook(delivery: WebhookDelivery): WebhookEvent {
  const { secret, headers, rawBody, nowMs, toleranceMs = 300_000, seen } = delivery;
  // An empty secret would let anybody sign.
  if (secret === '') throw refused('there is no secret to check it with');
  if (rawBody.byteLength > LARGEST_BODY_BYTES) throw refused('its body is too large');
  const timestamp = header(headers, 'x-headshotpro-timestamp');
  if (!/^\d{1,12}$/.test(timestamp)) throw refused('it has no timestamp');
  const given = /^sha256=([0-9a-f]{64})$/i.exec(header(headers, 'x-headshotpro-signature'))?.[1];
  if (given === undefined) throw refused('it has no signature');
  const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(rawBody).digest();
  if (!timingSafeEqual(Buffer.from(given, 'hex'), expected)) {
    throw refused('its signature does not match the secret');
  }
  if (Math.abs(nowMs - Number(timestamp) * 1000) > toleranceMs) throw refused('it is too old');
  const event = parse(rawBody);
  if (seen?.add(event) === false) throw refused('it came before');
  return event;
}

function header(headers: WebhookDelivery['headers'], name: string): string {
  const entry = Object.entries(headers).find(([key]) => key.toLowerCase() === name);
  const value = entry?.[1];
  return typeof value === 'string' ? value.trim() : '';
}

function parse(rawBody: Uint8Array): WebhookEvent {
  try {
    return schema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody)));
  } catch (cause) {
    throw refused('its body cannot be read', cause);
  }
}

function refused(why: string, cause?: unknown): AppError {
  return new AppError('webhook_refused', `A webhook was refused: ${why}.`, { cause });
}
