import type { z } from 'zod';
import type { Log } from '../ports.ts';
import type { CallOptions } from './api.ts';
import { notUnderstood } from './api-failure.ts';
import { decodeList } from './decode/list.ts';
import { pageFacts, paginate } from './pagination.ts';
import { flatPayload, payload } from './reply.ts';
import type { ApiCall, ApiReply, Requester } from './request.ts';

/** What one value of a reply is decoded with; some need to know when the reply came. */
type Decoder<T> = (receivedAtMs: number) => z.ZodType<T>;

/** A list of the API, and what its items are. */
export interface ListCall<T> {
  name: string;
  path: string;
  query?: ApiCall['query'];
  /** Where the list may be in the reply, best first. */
  keys: string[];
  item: Decoder<T>;
  /** What tells two items apart. */
  idOf: (item: T) => string;
}

/** Sends calls and decodes what comes back; what cannot be read is `api_not_understood`. */
export class Calls {
  readonly #requester: Requester;
  readonly #log: Log;

  constructor(requester: Requester, log: Log) {
    this.#requester = requester;
    this.#log = log;
  }

  /** Sends `call`; for those whose reply holds nothing of interest. */
  send(call: ApiCall, options?: CallOptions): Promise<ApiReply> {
    return this.#requester.send(call, options);
  }

  /** The value that the reply has under `key`. */
  async one<T>(call: ApiCall, key: string, as: Decoder<T>, options?: CallOptions): Promise<T> {
    const { json, receivedAtMs } = await this.send(call, options);
    return this.decode(payload(json, key), as(receivedAtMs));
  }

  /** The reply itself as a value; `field` is one that it always has. */
  async flat<T>(call: ApiCall, field: string, as: Decoder<T>, options?: CallOptions): Promise<T> {
    const { json, receivedAtMs } = await this.send(call, options);
    return this.decode(flatPayload(json, field), as(receivedAtMs));
  }

  /** All pages of a list. Items that cannot be used are left out and counted in the log. */
  list<T>({ keys, item, idOf, ...rest }: ListCall<T>, options?: CallOptions): AsyncIterable<T> {
    return paginate(async (offset, limit) => {
      const call: ApiCall = { ...rest, method: 'GET', query: { ...rest.query, limit, offset } };
      const { json, receivedAtMs } = await this.send(call, options);
      const found = keys.map((key) => payload(json, key)).find(Array.isArray);
      return { ...this.items(found, item(receivedAtMs), rest.name), ...pageFacts(json) };
    }, idOf);
  }

  /** The usable items of `value`, which must be a list. */
  items<T>(value: unknown, item: z.ZodType<T>, name: string): { items: T[]; received: number } {
    const decoded = decodeList(value, item);
    if (decoded === null) throw this.notUnderstood();
    const unusable = decoded.received - decoded.items.length;
    if (unusable > 0) this.#log.warn('API items that cannot be used', { call: name, unusable });
    return decoded;
  }

  decode<T>(value: unknown, schema: z.ZodType<T>): T {
    const result = schema.safeParse(value);
    if (!result.success) throw this.notUnderstood();
    return result.data;
  }

  /** The error for a reply without the expected content. */
  notUnderstood(): Error {
    return notUnderstood(this.#requester.host, 'json', 200);
  }
}
