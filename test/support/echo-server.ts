import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CANARY_KEY, CANARY_SIGNATURE, echoes } from './canaries.ts';

/** How an {@link EchoServer} answers. */
export type Manner =
  | { kind: 'error'; status: number }
  | { kind: 'page'; status: number }
  | { kind: 'redirect'; status: number }
  | { kind: 'reset' | 'cut-off' | 'no-json' | 'success' | 'half' };

/** A server that says back everything it was told, as a careless proxy's error page does. */
export interface EchoServer {
  apiUrl: string;
  manner: Manner;
  /** All that came to it but the Authorization header, and what that header was. */
  told: { text: string; authorization: string }[];
  /** All that came to where it redirects to. */
  elsewhere: string[];
  close(): Promise<void>;
}

export async function startEchoServer(): Promise<EchoServer> {
  const elsewhere: string[] = [];
  const other = createServer((request, response) => {
    elsewhere.push(`${request.url} ${JSON.stringify(request.headers)}`);
    response.end('{}');
  });
  const otherOrigin = await listening(other);
  const told: EchoServer['told'] = [];
  const server = createServer(async (request, response) => {
    const { authorization = '', ...headers } = request.headers;
    let body = '';
    for await (const piece of request) body += String(piece);
    told.push({ text: [request.url, JSON.stringify(headers), body].join(' '), authorization });
    answer(echo.manner, request, response, otherOrigin);
  });
  const echo: EchoServer = {
    apiUrl: `${await listening(server)}/api/v2`,
    manner: { kind: 'success' },
    told,
    elsewhere,
    async close() {
      for (const it of [server, other]) {
        it.closeAllConnections();
        await new Promise((resolve) => it.close(resolve));
      }
    },
  };
  return echo;
}

function answer(
  manner: Manner,
  request: IncomingMessage,
  response: ServerResponse,
  otherOrigin: string,
): void {
  const authorization = request.headers.authorization ?? '';
  const said = echoes(authorization);
  const text = said.join(' ');
  const header = encodeURIComponent(authorization);
  const headers = {
    'content-type': 'application/json',
    'www-authenticate': header,
    'x-echo': header,
  };
  const send = (status: number, body: string, more = {}) =>
    response.writeHead(status, { ...headers, ...more }).end(body);
  switch (manner.kind) {
    case 'error':
      return void send(
        manner.status,
        JSON.stringify({ success: false, code: said[0], error: text, message: text, data: said }),
      );
    case 'page':
      return void send(manner.status, `<html>${text}</html>`, { 'content-type': 'text/html' });
    case 'redirect': {
      const query = `key=${encodeURIComponent(CANARY_KEY)}&signature=${CANARY_SIGNATURE}`;
      return void send(manner.status, text, { location: `${otherOrigin}/${header}?${query}` });
    }
    case 'reset':
      return void request.socket.resetAndDestroy();
    case 'cut-off':
      response.writeHead(200, { ...headers, 'content-length': '100000' });
      return void response.write(text, () => request.socket.destroy());
    case 'half':
      return void send(200, `{"success":true,"error":"${text}`);
    case 'no-json':
      return void send(200, text);
    case 'success': {
      // In the place of everything that any call looks for; addresses are upstream's own affair.
      const keyed = said.filter((it) => !it.includes(CANARY_SIGNATURE)).join(' ');
      const thing = { id: 'a1', _id: 'a1', uid: 'a1', photoId: 'a1', name: keyed, email: keyed };
      const all = { ...thing, status: said[0], title: keyed, website: keyed, link: keyed };
      const keys = 'organization invite member model photo'.split(' ');
      const lists = 'invites members teams models photos favorites downloads'.split(' ');
      return void send(
        200,
        JSON.stringify({
          success: true,
          credits: 3,
          message: keyed,
          ...Object.fromEntries(keys.map((key) => [key, all])),
          ...Object.fromEntries(lists.map((key) => [key, [all]])),
        }),
      );
    }
  }
}

async function listening(server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
