import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Model } from './entities.ts';
import type { ModelEvent } from './state.ts';

export interface WebhookTarget {
  /** https, or http on loopback. */
  url: string;
  /** Used as text (reference §10.3). */
  secret: string;
  /** Before each attempt; at once, 5 min, 15 min and 1 h by default (§10.4). */
  delaysMs?: readonly number[];
}

export interface DeliveryAttempt {
  atMs: number;
  /** The receiver's answer; null when there was none. */
  status: number | null;
}

export interface Delivery {
  id: string;
  event: ModelEvent;
  modelId: string;
  body: string;
  attempts: DeliveryAttempt[];
  outcome: 'under way' | 'delivered' | 'given up';
}

const DEFAULT_DELAYS_MS = [0, 300_000, 900_000, 3_600_000];
const ANSWER_WITHIN_MS = 10_000;
const INVITE_LIFETIME_MS = 30 * 86_400_000;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** `X-HeadshotPro-Signature` of a raw body sent at a Unix time in seconds (reference §10.3). */
export function signWebhook(secret: string, timestamp: number, body: string | Uint8Array): string {
  const hmac = createHmac('sha256', secret).update(`${timestamp}.`).update(body);
  return `sha256=${hmac.digest('hex')}`;
}

/** Signs and sends events, repeats what was not acknowledged, and keeps a log. */
export class Webhooks {
  /** Every event since a target was set, oldest first. */
  readonly deliveries: Delivery[] = [];
  readonly #now: () => number;
  readonly #closing: AbortSignal;
  readonly #underWay = new Set<Promise<void>>();
  #target: WebhookTarget | null = null;

  constructor(now: () => number, closing: AbortSignal, target?: WebhookTarget) {
    this.#now = now;
    this.#closing = closing;
    this.configure(target ?? null);
  }

  /** Sends later events there; null sends none. Throws on a target that is neither https nor loopback. */
  configure(target: WebhookTarget | null): void {
    if (target !== null) checkTarget(target.url);
    this.#target = target;
  }

  publish(event: ModelEvent, model: Model, organizationUid: string): void {
    if (this.#target === null) return;
    const id = `evt_${randomUUID()}`;
    const createdAt = new Date(this.#now()).toISOString();
    const object = objectOf(model, organizationUid);
    const body = JSON.stringify({ id, event, createdAt, objectType: 'model', object });
    this.#start({ id, event, modelId: model.id, body, attempts: [], outcome: 'under way' });
  }

  /** Sends a logged event again under its old id, as a confused sender would. */
  replay(deliveryId: string): void {
    const old = this.deliveries.find((delivery) => delivery.id === deliveryId);
    if (old === undefined) throw new Error(`No webhook ${deliveryId} was sent.`);
    this.#start({ ...old, attempts: [], outcome: 'under way' });
  }

  /** When every delivery has been acknowledged or given up. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  #start(delivery: Delivery): void {
    const target = this.#target;
    if (target === null) return;
    this.deliveries.push(delivery);
    const work = this.#deliver(delivery, target).finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
  }

  async #deliver(delivery: Delivery, target: WebhookTarget): Promise<void> {
    for (const delayMs of target.delaysMs ?? DEFAULT_DELAYS_MS) {
      try {
        if (delayMs > 0) await sleep(delayMs, undefined, { signal: this.#closing, ref: false });
      } catch {
        break;
      }
      const status = await this.#attempt(delivery.body, target);
      delivery.attempts.push({ atMs: this.#now(), status });
      if (status !== null && status >= 200 && status < 300) {
        delivery.outcome = 'delivered';
        return;
      }
    }
    delivery.outcome = 'given up';
  }

  async #attempt(body: string, { url, secret }: WebhookTarget): Promise<number | null> {
    const timestamp = Math.floor(this.#now() / 1000);
    try {
      const response = await fetch(url, {
        method: 'POST',
        body,
        redirect: 'manual',
        headers: {
          'content-type': 'application/json',
          'x-headshotpro-timestamp': String(timestamp),
          'x-headshotpro-signature': signWebhook(secret, timestamp, body),
        },
        signal: AbortSignal.any([this.#closing, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      return null;
    }
  }
}

function checkTarget(target: string): void {
  const url = URL.parse(target);
  const isLocal = url?.protocol === 'http:' && LOOPBACK.has(url.hostname);
  if (url?.protocol !== 'https:' && !isLocal) {
    throw new Error('A webhook target must be an https URL, or http on this machine.');
  }
}

/** Reference §10.2: the model's id is `_id` here; no e-mail, no team, no URLs. */
function objectOf(model: Model, organization: string): Record<string, unknown> {
  const { id, uid, person, status, isDevelopment, finishedAt, deletedAt, createdAt } = model;
  const invitedAt = person.invite?.createdAt;
  return {
    _id: id,
    uid,
    title: person.name,
    trigger: person.gender,
    status,
    isDevelopment,
    finishedAt,
    deletedAt,
    inviteExpiresAt:
      invitedAt === undefined
        ? null
        : new Date(Date.parse(invitedAt) + INVITE_LIFETIME_MS).toISOString(),
    createdAt,
    organization,
  };
}
