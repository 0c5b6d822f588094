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
  seen?: EventMemory;
}

/** Longer bodies are refused; a receiver need not read on. */
export const LARGEST_BODY_BYTES = 1024 * 1024;

const REFUSALS = {
  'no-secret': 'there is no secret to check it with',
  'too-large': 'its body is too large',
  'no-timestamp': 'it has no timestamp',
  'no-signature': 'it has no signature',
  forged: 'its signature does not match the secret',
  stale: 'its time is too far from ours',
  unreadable: 'its body cannot be read',
  repeated: 'it came before',
} as const;

/** Why a delivery was refused. */
export type WebhookRefusal = keyof typeof REFUSALS;

/** `webhook_refused`, and why. */
export class RefusedWebhook extends AppError {
  readonly refusal: WebhookRefusal;

  constructor(refusal: WebhookRefusal, cause?: unknown) {
    super('webhook_refused', `A webhook was refused: ${REFUSALS[refusal]}.`, { cause });
    this.refusal = refusal;
  }
}

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

/** Remembers which events came. */
export interface EventMemory {
  /** Whether `event` is new; from then on it is not. */
  add(event: WebhookEvent): boolean;
}

/** What tells an event apart: its id, else what happened to whom (reference §10.2). */
export function eventKey({ id, event, model }: WebhookEvent): string {
  return id ?? JSON.stringify([event, model.id, model.status]);
}

/**
 * Checks a delivery's signature, in constant time and before anything of it is parsed, then its age
 * and whether it is new (reference §10.3). Throws `webhook_refused`.
 */
export function verifyWebhook(delivery: WebhookDelivery): WebhookEvent {
  const { secret, headers, rawBody, nowMs, toleranceMs = 300_000, seen } = delivery;
  // An empty secret would let anybody sign.
  if (secret.trim() === '') throw refused('no-secret');
  if (rawBody.byteLength > LARGEST_BODY_BYTES) throw refused('too-large');
  const timestamp = header(headers, 'x-headshotpro-timestamp');
  if (!/^\d{1,12}$/.test(timestamp)) throw refused('no-timestamp');
  const given = /^sha256=([0-9a-f]{64})$/i.exec(header(headers, 'x-headshotpro-signature'))?.[1];
  if (given === undefined) throw refused('no-signature');
  const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(rawBody).digest();
  if (!timingSafeEqual(Buffer.from(given, 'hex'), expected)) {
    throw refused('forged');
  }
  if (Math.abs(nowMs - Number(timestamp) * 1000) > toleranceMs) throw refused('stale');
  const event = parse(rawBody);
  if (seen?.add(event) === false) throw refused('repeated');
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
    throw refused('unreadable', cause);
  }
}

function refused(refusal: WebhookRefusal, cause?: unknown): RefusedWebhook {
  return new RefusedWebhook(refusal, cause);
}
