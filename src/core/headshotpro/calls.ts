import type { z } from 'zod';
import type { Log } from '../ports.ts';
import { inTurns } from '../turns.ts';
import type { CallOptions, Listing } from './api.ts';
import { notUnderstood, refusesInput } from './api-failure.ts';
import { type DecodedList, decodeList } from './decode/list.ts';
import { PAGE_SIZES, pageFacts, paginate } from './pagination.ts';
import { flatPayload, payload } from './reply.ts';
import type { ApiCall, ApiReply, Requester } from './request.ts';

/** What one value of a reply is decoded with; some need to know when the reply came. */
type Decoder<T> = (receivedAtMs: number) => z.ZodType<T>;

/** A list of the API, and what its items are. */
export interface ListCall<T> extends Pick<ApiCall, 'name' | 'path' | 'query' | 'ours'> {
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
  /** The largest of the page sizes that the server is not known to refuse. */
  #pageSize: number = PAGE_SIZES[0];

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
  list<T>({ keys, item, idOf, ...rest }: ListCall<T>, options?: CallOptions): Listing<T> {
    const fetchPage = async (offset: number) => {
      const { json, receivedAtMs } = await this.#page({ ...rest, method: 'GET' }, offset, options);
      const found = keys.map((key) => payload(json, key)).find(Array.isArray);
      return { ...(await this.items(found, item(receivedAtMs), rest.name)), ...pageFacts(json) };
    };
    return {
      [Symbol.asyncIterator]: () => paginate(fetchPage, idOf, () => this.notUnderstood()),
      page: async (offset) => {
        const { items, received, total, hasMore } = await fetchPage(offset);
        // A bare list is all there is.
        return { items, total: total ?? (hasMore === true ? null : offset + received) };
      },
    };
  }

  /** One page, as large as the server allows: one that refuses a size keeps refusing it. */
  async #page(call: ApiCall, offset: number, options?: CallOptions): Promise<ApiReply> {
    const ask = (limit: number) =>
      this.send({ ...call, query: { ...call.query, limit, offset } }, options);
    try {
      return await ask(this.#pageSize);
    } catch (refusal) {
      if (!refusesInput(refusal)) throw refusal;
      for (const size of PAGE_SIZES.filter((each) => each < this.#pageSize)) {
        try {
          const reply = await ask(size);
          this.#pageSize = Math.min(this.#pageSize, size);
          return reply;
        } catch (error) {
          if (!refusesInput(error)) throw error;
        }
      }
      // It was not the size.
      throw refusal;
    }
  }

  /** The usable items of `value`, which must be a list. */
  async items<T>(value: unknown, item: z.ZodType<T>, name: string): Promise<DecodedList<T>> {
    const decoded = await inTurns(decodeList(value, item));
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
