import { once } from 'node:events';
import { request as forward } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { RudeManner } from './rude-manners.ts';

/** A request as it came in on the wire. */
export interface RudeRequest {
  method: string;
  /** With its query. */
  target: string;
  headers: Record<string, string>;
  body: Buffer;
  /** How many requests for the same path came before it. */
  nth: number;
}

/** What the host behind it answers. */
export interface HonestReply {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/**
 * A server of raw sockets in front of an honest one (an origin such as `http://127.0.0.1:4000`): it
 * asks that one and hands the reply on as it should be, unless `manner` names another way of doing
 * it. Connections are kept open, as browsers and CDNs do.
 */
export class RudeServer {
  readonly requests: RudeRequest[] = [];
  /** How to answer a request; null for honestly. */
  manner: (request: RudeRequest) => RudeManner | null = () => null;
  readonly #server: Server;
  readonly #behind: string;
  readonly #open = new Set<Socket>();

  private constructor(behind: string) {
    this.#behind = behind;
    this.#server = createServer((socket) => {
      this.#open.add(socket);
      socket.on('close', () => this.#open.delete(socket));
      // A client that goes away is no concern of a rude server.
      socket.on('error', () => {});
      void this.#serve(socket);
    });
  }

  static async before(behind: string): Promise<RudeServer> {
    const rude = new RudeServer(behind);
    rude.#server.listen(0, '127.0.0.1');
    await once(rude.#server, 'listening');
    return rude;
  }

  get origin(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** The requests for this path, or one that holds it. */
  asked(part: string): RudeRequest[] {
    return this.requests.filter(({ target }) => target.includes(part));
  }

  async close(): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #serve(socket: Socket): Promise<void> {
    let pending = Buffer.alloc(0);
    try {
      for await (const piece of socket.iterator({ destroyOnReturn: false })) {
        pending = Buffer.concat([pending, piece]);
        const read = readRequest(pending);
        if (read === null) continue;
        pending = pending.subarray(read.sizeBytes);
        await this.#answer(socket, read.request);
      }
    } catch {
      // The client, or the manner, has ended the connection.
    }
  }

  async #answer(socket: Socket, request: RudeRequest): Promise<void> {
    const path = request.target.split('?', 1)[0];
    request.nth = this.requests.filter((it) => it.target.split('?', 1)[0] === path).length;
    this.requests.push(request);
    const manner = this.manner(request) ?? honestly;
    await manner(socket, () => this.#ask(request), request);
  }

  /** What the host behind says to this request. */
  #ask({ method, target, headers, body }: RudeRequest): Promise<HonestReply> {
    return new Promise((resolve, reject) => {
      const asking = forward(`${this.#behind}${target}`, { method, headers, agent: false });
      asking.on('error', reject);
      asking.on('response', async (response) => {
        const pieces: Buffer[] = [];
        for await (const piece of response) pieces.push(piece);
        const given = Object.entries(response.headers).map(([name, value]) => [name, `${value}`]);
        const all: Record<string, string> = Object.fromEntries(given);
        const { connection, 'content-length': length, 'transfer-encoding': coding, ...rest } = all;
        resolve({
          status: response.statusCode ?? 500,
          headers: rest,
          body: Buffer.concat(pieces),
        });
      });
      asking.end(body);
    });
  }
}

/** The reply as it should be, the connection left open. */
export const honestly: RudeManner = async (socket, honest) => {
  const { status, headers, body } = await honest();
  socket.write(head(status, { ...headers, 'content-length': `${body.length}` }));
  socket.write(body);
};

/** The first lines of a reply, with the empty one that ends them. */
export function head(status: number, headers: Record<string, string>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} As It Is\r\n${lines.join('')}\r\n`;
}

function readRequest(bytes: Buffer): { request: RudeRequest; sizeBytes: number } | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) return null;
  const [first = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const [method = '', target = ''] = first.split(' ');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const sizeBytes = end + 4 + Number(headers['content-length'] ?? 0);
  if (bytes.length < sizeBytes) return null;
  const body = Buffer.from(bytes.subarray(end + 4, sizeBytes));
  return { request: { method, target, headers, body, nth: 0 }, sizeBytes };
}
