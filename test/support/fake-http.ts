import type { Http, HttpRequest, HttpResponse } from '#core/ports.ts';

/** A reply to be given: an object body becomes JSON, text and bytes stay as they are. */
export interface FakeReply {
  status?: number;
  headers?: Record<string, string>;
  body?: object | string | Uint8Array[];
}

type Handler = (request: HttpRequest, url: URL) => FakeReply | Promise<FakeReply>;

/** An {@link Http} without a network: `handler` answers, or throws what the network would. */
export class FakeHttp {
  readonly requests: HttpRequest[] = [];
  /** How many bodies were let go unread. */
  discarded = 0;
  handler: Handler;

  constructor(handler: Handler) {
    this.handler = handler;
  }

  readonly http: Http = async (request) => {
    request.signal?.throwIfAborted();
    this.requests.push(request);
    return this.#response(await this.handler(request, new URL(request.url)));
  };

  #response({ status = 200, headers = {}, body = '' }: FakeReply): HttpResponse {
    const named = new Map(
      Object.entries(headers).map(([name, text]) => [name.toLowerCase(), text]),
    );
    return {
      status,
      header: (name) => named.get(name) ?? null,
      body: pieces(body),
      discard: () => {
        this.discarded++;
      },
    };
  }
}

/** Replies in turn; the last one again and again. */
export function inTurn(...replies: (FakeReply | Error)[]): Handler {
  let next = 0;
  return () => {
    const reply = replies[Math.min(next++, replies.length - 1)];
    if (reply === undefined || reply instanceof Error) throw reply;
    return reply;
  };
}

/** An error as Node's network gives it. */
export function networkError(code: string, syscall?: string): Error {
  return Object.assign(new Error(`${syscall ?? 'read'} ${code}`), { code, syscall });
}

async function* pieces(body: NonNullable<FakeReply['body']>): AsyncGenerator<Uint8Array> {
  if (Array.isArray(body)) yield* body as Uint8Array[];
  else yield Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}
