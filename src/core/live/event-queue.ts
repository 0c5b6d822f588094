import type { WebhookEvent } from '../headshotpro/webhook.ts';
import type { Clock } from '../ports.ts';
import type { ModelNews } from '../sync/update-models.ts';

/** Events about one session come in bunches: they are worked on together. */
const GATHER_MS = 250;
/** Sessions worked on at a time; those that come meanwhile wait. */
const AT_A_TIME = 200;

/** What each kind of event means for the library; others are of no interest here. */
const MEANING: Partial<Record<string, ModelNews['what']>> = {
  'model.created': 'all',
  'model.status.updated': 'all',
  'model.photos_ready': 'all',
  'model.favorite_selected': 'favorite',
  'model.deleted': 'gone',
};
/** The more of it, the more is asked. */
const WEIGHT: Record<ModelNews['what'], number> = { favorite: 0, all: 1, gone: 2 };

/** Webhooks that were taken in and wait to be worked on: one piece of work for each session. */
export class EventQueue {
  readonly #clock: Pick<Clock, 'sleep'>;
  readonly #work: (news: ModelNews[]) => Promise<void>;
  readonly #news = new Map<string, ModelNews>();
  readonly #closing = new AbortController();
  #working: Promise<void> | null = null;

  /** `work` must not reject. */
  constructor(clock: Pick<Clock, 'sleep'>, work: (news: ModelNews[]) => Promise<void>) {
    this.#clock = clock;
    this.#work = work;
  }

  /** Whether there is anything to be done about `event`. */
  add({ event, model }: Pick<WebhookEvent, 'event' | 'model'>): boolean {
    const what = MEANING[event];
    if (what === undefined || this.#closing.signal.aborted) return false;
    const known = this.#news.get(model.id);
    // A choice says nothing of the rest, and the rest nothing of a choice.
    const favorite = what === 'favorite' || known?.favorite === true;
    const more = known && WEIGHT[known.what] > WEIGHT[what] ? known.what : what;
    this.#news.set(model.id, { modelId: model.id, what: more, favorite });
    this.#working ??= this.#drain().finally(() => {
      this.#working = null;
    });
    return true;
  }

  /** Drops what waits; resolves when what is at work has ended. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#news.clear();
    await this.#working;
  }

  async #drain(): Promise<void> {
    while (this.#news.size > 0) {
      try {
        await this.#clock.sleep(GATHER_MS, this.#closing.signal);
      } catch {
        return;
      }
      const some = [...this.#news.values()].slice(0, AT_A_TIME);
      for (const { modelId } of some) this.#news.delete(modelId);
      if (some.length > 0) await this.#work(some);
    }
  }
}
