import { type ClosableHttp, createHttp } from '#core/http.ts';
import type { Http } from '#core/ports.ts';

/** The real network in which some origins are served elsewhere, as a resolver or a proxy may do. */
export class RoutedHttp {
  /** The URLs asked for, as the engine named them. */
  readonly asked: string[] = [];
  readonly headers: Record<string, string>[] = [];
  /** From the origin that is asked for to the one that answers. */
  readonly routes = new Map<string, string>();
  /** In place of the engine's own patience, ms. */
  idleTimeoutMs: number | null = null;
  readonly #real: ClosableHttp = createHttp();

  readonly http: Http = (request) => {
    const { idleTimeoutMs } = this;
    this.asked.push(request.url);
    this.headers.push(request.headers);
    const { origin } = new URL(request.url);
    const url = request.url.replace(origin, this.routes.get(origin) ?? origin);
    return this.#real({ ...request, url, ...(idleTimeoutMs !== null && { idleTimeoutMs }) });
  };

  close(): Promise<void> {
    return this.#real.close();
  }
}
