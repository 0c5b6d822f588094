import {
  type EventMemory,
  eventKey,
  RefusedWebhook,
  verifyWebhook,
  type WebhookDelivery,
  type WebhookEvent,
  type WebhookRefusal,
} from './webhook.ts';

/** Remembers the events that came, up to `capacity`, the oldest forgotten first. */
export class SeenEvents implements EventMemory {
  readonly #capacity: number;
  readonly #keys = new Set<string>();

  constructor(capacity = 10_000) {
    this.#capacity = capacity;
  }

  add(event: WebhookEvent): boolean {
    const key = eventKey(event);
    if (this.#keys.has(key)) return false;
    this.#keys.add(key);
    for (const oldest of this.#keys) {
      if (this.#keys.size <= this.#capacity) break;
      this.#keys.delete(oldest);
    }
    return true;
  }
}

/** What came to one address: takes in deliveries one by one, each event once, and counts. */
export class WebhookInbox {
  readonly #secret: string;
  readonly #now: () => number;
  readonly #seen: EventMemory;
  readonly #refused = new Map<WebhookRefusal, number>();
  #accepted = 0;

  /** `secret` as HeadshotPro shows it; `now` in ms since 1970. */
  constructor(secret: string, now: () => number, seen: EventMemory = new SeenEvents()) {
    this.#secret = secret;
    this.#now = now;
    this.#seen = seen;
  }

  /** The event of a delivery; throws a {@link RefusedWebhook}. */
  take({ headers, rawBody }: Pick<WebhookDelivery, 'headers' | 'rawBody'>): WebhookEvent {
    try {
      const event = verifyWebhook({
        secret: this.#secret,
        headers,
        rawBody,
        nowMs: this.#now(),
        seen: this.#seen,
      });
      this.#accepted++;
      return event;
    } catch (error) {
      if (error instanceof RefusedWebhook) {
        this.#refused.set(error.refusal, (this.#refused.get(error.refusal) ?? 0) + 1);
      }
      throw error;
    }
  }

  /** How many came in, and how many were refused for which reason. */
  counts(): { accepted: number; refused: Partial<Record<WebhookRefusal, number>> } {
    return { accepted: this.#accepted, refused: Object.fromEntries(this.#refused) };
  }
}
